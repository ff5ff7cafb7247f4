package io.datapact.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.certificate.CertificateRequests;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.key.KeyPairs;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/**
 * The authority on PostgreSQL. Needs an empty database: {@code DATAPACT_POSTGRES_URL}, for example
 * {@code jdbc:postgresql://127.0.0.1:5432/ca}, and {@code DATAPACT_POSTGRES_USER}.
 */
@Tag("postgresql")
class PostgresEnrolmentTest {

    private static final MemberSubject NODE = new MemberSubject("bank-a", CertificateRole.NODE, "1");

    @TempDir
    private Path folder;

    @Test
    void tokens_certificates_and_trail_work_alike() {
        Path home = folder.resolve("home");
        String[] settings = {
            "--datapact.ca.database.url=" + System.getenv("DATAPACT_POSTGRES_URL"),
            "--datapact.ca.database.user=" + System.getenv("DATAPACT_POSTGRES_USER")
        };
        String used;
        try (RunningCa first = RunningCa.start(home, settings)) {
            used = first.token("bank-a", CertificateRole.NODE, "1");
            assertThat(first.enrol(used, request()).status()).isEqualTo(201);
            for (String change :
                    List.of("update audit_event set reason = 'x'", "delete from audit_event", "truncate audit_event")) {
                assertThatThrownBy(() -> first.database().sql(change).update())
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("the audit trail is append-only");
            }
            assertThat(first.issued()).isEqualTo(5);
        }
        try (RunningCa second = RunningCa.start(home, settings)) {
            second.enrol(used, request()).assertRefused(403, "TOKEN_USED");
            assertThat(home.resolve("database").toFile().list()).isEmpty();
        }
    }

    private static String request() {
        return CertificateRequests.create(KeyPairs.generateP256(new SecureRandom()), NODE, List.of());
    }
}
