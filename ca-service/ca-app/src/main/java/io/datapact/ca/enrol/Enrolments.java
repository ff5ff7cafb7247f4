package io.datapact.ca.enrol;

import io.datapact.ca.CaLog;
import io.datapact.ca.authority.IssuingAuthorities;
import io.datapact.ca.enrol.EnrolmentOutcome.Issued;
import io.datapact.ca.enrol.EnrolmentOutcome.Refused;
import io.datapact.ca.policy.IssuancePolicy;
import io.datapact.ca.policy.PolicyDecision;
import io.datapact.ca.policy.RefusalReason;
import io.datapact.ca.record.AuditEntry;
import io.datapact.ca.record.AuditKind;
import io.datapact.ca.record.AuditTrail;
import io.datapact.ca.record.CertificateRegister;
import io.datapact.ca.token.EnrolmentToken;
import io.datapact.ca.token.TokenGrant;
import io.datapact.ca.token.TokenRegister;
import io.datapact.ca.token.TokenState;
import io.datapact.pki.certificate.CertificateIssuer;
import io.datapact.pki.certificate.CertificateRequest;
import io.datapact.pki.certificate.CertificateRequests;
import io.datapact.pki.certificate.CertificateSigner;
import io.datapact.pki.certificate.RequestReading;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Turns a token and a request into a certificate. Token used up, certificate and audit entry are one transaction, and
 * the certificate leaves the process only after it: so there is none outside the records, and no token works twice.
 * Each refusal of a known token counts against it, and a bounded number of them is recorded.
 */
@Service
public class Enrolments {

    private final IssuingAuthorities authorities;
    private final IssuancePolicy policy;
    private final TokenRegister tokens;
    private final CertificateRegister certificates;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final CaLog log;
    private final SecureRandom random;
    private final Clock clock;

    public Enrolments(
            IssuingAuthorities authorities,
            IssuancePolicy policy,
            TokenRegister tokens,
            CertificateRegister certificates,
            AuditTrail trail,
            TransactionOperations transactions,
            CaLog log,
            SecureRandom random,
            Clock clock) {
        this.authorities = authorities;
        this.policy = policy;
        this.tokens = tokens;
        this.certificates = certificates;
        this.trail = trail;
        this.transactions = transactions;
        this.log = log;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Enrols.
     *
     * @param tokenText  untrusted
     * @param requestPem untrusted
     */
    public EnrolmentOutcome enrol(String tokenText, String requestPem) {
        Instant now = clock.instant();
        Optional<EnrolmentToken> token = EnrolmentToken.parse(tokenText);
        if (token.isEmpty()) {
            return unknownToken();
        }
        return switch (tokens.find(token.get(), now)) {
            case TokenState.Unknown() -> unknownToken();
            case TokenState.Used() -> refuse(token.get(), used());
            case TokenState.Expired() ->
                refuse(
                        token.get(),
                        new Refused(RefusalReason.TOKEN_EXPIRED, "the token's time is over; ask for another"));
            case TokenState.Locked() ->
                refuse(
                        token.get(),
                        new Refused(
                                RefusalReason.TOKEN_LOCKED,
                                "the token was refused " + TokenRegister.MAXIMUM_FAILURES + " times; ask for another"));
            case TokenState.Usable(TokenGrant grant) -> withGrant(token.get(), grant, requestPem, now);
        };
    }

    private EnrolmentOutcome withGrant(EnrolmentToken token, TokenGrant grant, String requestPem, Instant now) {
        return switch (CertificateRequests.read(requestPem)) {
            case RequestReading.Refused(RequestReading.RequestFault fault, String detail) ->
                refuse(token, new Refused(reason(fault), detail));
            case RequestReading.Accepted(CertificateRequest request) -> withRequest(token, grant, request, now);
        };
    }

    private EnrolmentOutcome withRequest(
            EnrolmentToken token, TokenGrant grant, CertificateRequest request, Instant now) {
        return switch (policy.decide(request, grant)) {
            case PolicyDecision.Refused(RefusalReason reason, String detail) ->
                refuse(token, new Refused(reason, detail));
            case PolicyDecision.Granted granted -> {
                if (certificates.isKeyOfAnother(request.key(), granted.order().subject())) {
                    yield refuse(
                            token,
                            new Refused(
                                    RefusalReason.KEY_IN_USE,
                                    "expected a key of its own, found one that stands in another subject's certificate;"
                                            + " make a new key"));
                }
                yield issue(token, request, granted, now)
                        .<EnrolmentOutcome>map(Issued::new)
                        .orElseGet(() -> refuse(token, used()));
            }
        };
    }

    /** Empty if somebody else used the token up in the meantime. */
    private Optional<List<X509Certificate>> issue(
            EnrolmentToken token, CertificateRequest request, PolicyDecision.Granted granted, Instant now) {
        Optional<X509Certificate> certificate = Optional.ofNullable(transactions.execute(
                status -> tokens.consume(token, now) ? signAndRecord(token, request, granted, now) : null));
        return certificate.map(leaf -> {
            log.issued(request.subject().toString(), CertificateRegister.serial(leaf));
            return List.of(leaf, authorities.signer(granted.intermediate()).certificate());
        });
    }

    private X509Certificate signAndRecord(
            EnrolmentToken token, CertificateRequest request, PolicyDecision.Granted granted, Instant now) {
        CertificateSigner signer = authorities.signer(granted.intermediate());
        X509Certificate certificate = new CertificateIssuer(signer, random).issue(granted.order(), now);
        certificates.add(certificate, now);
        trail.append(new AuditEntry(
                now,
                AuditKind.CERTIFICATE_ISSUED,
                request.subject().toString(),
                "",
                "profile " + granted.order().profile().name() + ", names " + request.names(),
                token.digest(),
                request.digest(),
                CertificateRegister.serial(certificate)));
        return certificate;
    }

    private Refused unknownToken() {
        Refused refused = new Refused(RefusalReason.TOKEN_UNKNOWN, "no such token; ask the operator for one");
        log.enrolmentRefused(refused.reason().name(), refused.detail());
        return refused;
    }

    private static Refused used() {
        return new Refused(RefusalReason.TOKEN_USED, "the token was used before; ask for another");
    }

    private Refused refuse(EnrolmentToken token, Refused refused) {
        transactions.executeWithoutResult(status -> {
            if (tokens.countFailure(token)) {
                trail.append(new AuditEntry(
                        clock.instant(),
                        AuditKind.ENROLMENT_REFUSED,
                        "",
                        refused.reason().name(),
                        refused.detail(),
                        token.digest(),
                        "",
                        ""));
            }
        });
        log.enrolmentRefused(refused.reason().name(), refused.detail());
        return refused;
    }

    private static RefusalReason reason(RequestReading.RequestFault fault) {
        return switch (fault) {
            case MALFORMED -> RefusalReason.MALFORMED;
            case ALGORITHM_NOT_ALLOWED -> RefusalReason.ALGORITHM_NOT_ALLOWED;
            case POSSESSION_NOT_PROVEN -> RefusalReason.POSSESSION_NOT_PROVEN;
            case SUBJECT_NOT_ALLOWED -> RefusalReason.SUBJECT_NOT_ALLOWED;
            case EXTENSION_NOT_ALLOWED -> RefusalReason.EXTENSION_NOT_ALLOWED;
            case NAME_NOT_ALLOWED -> RefusalReason.NAME_NOT_ALLOWED;
        };
    }
}
