package io.datapact.ca.record;

import io.datapact.ca.CaStartException;
import io.datapact.ca.authority.IssuingAuthorities;
import io.datapact.pki.certificate.CertificateDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Ties the database to one root: keys of one authority with the records of another would hide certificates. */
@Component
public class AuthorityRecord {

    private final JdbcClient database;
    private final CertificateRegister register;
    private final AuditTrail trail;
    private final TransactionOperations transactions;
    private final Clock clock;

    public AuthorityRecord(
            JdbcClient database,
            CertificateRegister register,
            AuditTrail trail,
            TransactionOperations transactions,
            Clock clock) {
        this.database = database;
        this.register = register;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Records the authorities when the database is new, and checks them against it ever after.
     *
     * @throws CaStartException if the database belongs to another root
     */
    public void bind(IssuingAuthorities authorities) {
        String found = CertificateDigest.of(authorities.root()).hex();
        Optional<String> recorded = database.sql("select root_digest from authority")
                .query(String.class)
                .optional();
        if (recorded.isEmpty()) {
            transactions.executeWithoutResult(status -> record(authorities, found));
        } else if (!recorded.get().equals(found)) {
            throw new CaStartException("expected the authority with root " + recorded.get()
                    + ", whose records are in this database, found root " + found
                    + "; restore the keys that belong to the database, or set an empty database");
        }
    }

    private void record(IssuingAuthorities authorities, String rootDigest) {
        Instant now = clock.instant();
        database.sql("insert into authority (root_digest) values (:digest)")
                .param("digest", rootDigest)
                .update();
        for (X509Certificate certificate : authorities.certificates()) {
            register.add(certificate, now);
            trail.append(new AuditEntry(
                    now,
                    AuditKind.AUTHORITY_OPENED,
                    certificate.getSubjectX500Principal().getName(),
                    "",
                    "digest " + CertificateDigest.of(certificate),
                    "",
                    "",
                    CertificateRegister.serial(certificate)));
        }
    }
}
