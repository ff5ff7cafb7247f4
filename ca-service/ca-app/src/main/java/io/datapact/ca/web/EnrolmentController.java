package io.datapact.ca.web;

import io.datapact.ca.enrol.EnrolmentOutcome;
import io.datapact.ca.enrol.Enrolments;
import io.datapact.ca.enrol.TokenOutcome;
import io.datapact.ca.enrol.Tokens;
import io.datapact.ca.policy.RefusalReason;
import io.datapact.ca.record.CertificateRegister;
import io.datapact.pki.certificate.X509Files;
import java.security.cert.X509Certificate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for the operator, certificates for whoever holds a token. */
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class EnrolmentController {

    private final Tokens tokens;
    private final Enrolments enrolments;
    private final RefusalMeter meter;

    EnrolmentController(Tokens tokens, Enrolments enrolments, RefusalMeter meter) {
        this.tokens = tokens;
        this.enrolments = enrolments;
        this.meter = meter;
    }

    @PostMapping(path = "/tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    TokenAnswer token(@RequestBody TokenRequest request) {
        return switch (tokens.grant(request.toGrant())) {
            case TokenOutcome.Granted(var token, var expiresAt) -> new TokenAnswer(token.value(), expiresAt.toString());
            case TokenOutcome.Refused(RefusalReason reason, String detail) ->
                throw new RefusedException(reason, detail);
        };
    }

    @PostMapping(path = "/enrolments", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    EnrolmentAnswer enrol(@RequestBody EnrolmentRequest request) {
        return switch (enrolments.enrol(request.token(), request.csr())) {
            case EnrolmentOutcome.Issued(List<X509Certificate> chain) -> {
                meter.issued();
                yield new EnrolmentAnswer(
                        CertificateRegister.serial(chain.getFirst()),
                        chain.stream().map(X509Files::toPem).toList());
            }
            case EnrolmentOutcome.Refused(RefusalReason reason, String detail) -> {
                meter.refused(reason);
                throw new RefusedException(reason, detail);
            }
        };
    }
}
