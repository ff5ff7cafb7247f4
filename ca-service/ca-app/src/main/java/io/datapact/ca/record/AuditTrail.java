package io.datapact.ca.record;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Appends to the audit trail; the database refuses to change or delete what is there. */
@Repository
public class AuditTrail {

    private final JdbcClient database;

    public AuditTrail(JdbcClient database) {
        this.database = database;
    }

    /** Adds an entry, in the caller's transaction if there is one. */
    public void append(AuditEntry entry) {
        database.sql("insert into audit_event (at, kind, subject, reason, detail, token_digest, request_digest, serial)"
                        + " values (:at, :kind, :subject, :reason, :detail, :token, :request, :serial)")
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("kind", entry.kind().name())
                .param("subject", entry.subject())
                .param("reason", entry.reason())
                .param("detail", entry.detail())
                .param("token", entry.tokenDigest())
                .param("request", entry.requestDigest())
                .param("serial", entry.serial())
                .update();
    }
}
