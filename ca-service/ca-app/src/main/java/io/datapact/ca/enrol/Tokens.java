package io.datapact.ca.enrol;

import io.datapact.ca.CaLog;
import io.datapact.ca.policy.IssuancePolicy;
import io.datapact.ca.policy.PolicyDecision;
import io.datapact.ca.record.AuditEntry;
import io.datapact.ca.record.AuditKind;
import io.datapact.ca.record.AuditTrail;
import io.datapact.ca.setting.CaSettings;
import io.datapact.ca.token.EnrolmentToken;
import io.datapact.ca.token.TokenGrant;
import io.datapact.ca.token.TokenRegister;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Gives out enrolment tokens to the operator. */
@Service
public class Tokens {

    private final CaSettings settings;
    private final IssuancePolicy policy;
    private final TokenRegister register;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final CaLog log;
    private final SecureRandom random;
    private final Clock clock;

    public Tokens(
            CaSettings settings,
            IssuancePolicy policy,
            TokenRegister register,
            AuditTrail trail,
            TransactionOperations transactions,
            CaLog log,
            SecureRandom random,
            Clock clock) {
        this.settings = settings;
        this.policy = policy;
        this.register = register;
        this.trail = trail;
        this.transactions = transactions;
        this.log = log;
        this.random = random;
        this.clock = clock;
    }

    /** Gives out a token for this grant, or says why not; the caller has checked the operator's secret. */
    public TokenOutcome grant(TokenGrant grant) {
        Instant now = clock.instant();
        Optional<PolicyDecision.Refused> objection = policy.objectionTo(grant);
        if (objection.isPresent()) {
            PolicyDecision.Refused refused = objection.get();
            trail.append(
                    entry(now, AuditKind.TOKEN_REFUSED, grant, refused.reason().name(), refused.detail(), ""));
            log.tokenRefused(refused.reason().name(), refused.detail());
            return new TokenOutcome.Refused(refused.reason(), refused.detail());
        }
        EnrolmentToken token = EnrolmentToken.generate(random);
        Instant expiresAt = now.plus(settings.tokenLifetime());
        transactions.executeWithoutResult(status -> {
            register.add(token, grant, now, expiresAt);
            trail.append(entry(now, AuditKind.TOKEN_GRANTED, grant, "", "names " + grant.names(), token.digest()));
        });
        log.tokenGranted(grant.subject());
        return new TokenOutcome.Granted(token, expiresAt);
    }

    private static AuditEntry entry(
            Instant at, AuditKind kind, TokenGrant grant, String reason, String detail, String tokenDigest) {
        return new AuditEntry(at, kind, grant.subject().toString(), reason, detail, tokenDigest, "", "");
    }
}
