package io.datapact.ca.web;

import io.datapact.ca.authority.IssuingAuthorities;
import io.datapact.ca.record.CertificateRegister;
import io.datapact.ca.record.IssuedCertificate;
import io.datapact.pki.certificate.X509Files;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anybody may read: the authority's certificates, and issued ones by serial. */
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class CertificateController {

    private final IssuingAuthorities authorities;
    private final CertificateRegister register;

    CertificateController(IssuingAuthorities authorities, CertificateRegister register) {
        this.authorities = authorities;
        this.register = register;
    }

    @GetMapping("/roots")
    CertificatesAnswer roots() {
        return new CertificatesAnswer(List.of(X509Files.toPem(authorities.root())));
    }

    @GetMapping("/intermediates")
    CertificatesAnswer intermediates() {
        return new CertificatesAnswer(List.of(
                X509Files.toPem(authorities.tls().certificate()),
                X509Files.toPem(authorities.signing().certificate())));
    }

    @GetMapping("/certificates/{serial}")
    ResponseEntity<Object> certificate(@PathVariable("serial") String serial) {
        Optional<IssuedCertificate> found = register.find(serial);
        return found.isPresent()
                ? ResponseEntity.ok(answer(found.get()))
                : ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(new ErrorAnswer("NOT_FOUND", "no certificate of this authority has that serial"));
    }

    private static CertificateAnswer answer(IssuedCertificate found) {
        return new CertificateAnswer(
                found.serial(), found.subject(), found.issuedAt().toString(), found.pem());
    }
}
