package io.datapact.ca.token;

import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tokens given out, by the hash of each. Whether one is free is decided by the database in one statement. */
@Repository
public class TokenRegister {

    /** Refused attempts after which a token is void. */
    public static final int MAXIMUM_FAILURES = 5;

    private final JdbcClient database;

    public TokenRegister(JdbcClient database) {
        this.database = database;
    }

    /** Remembers a new token. */
    public void add(EnrolmentToken token, TokenGrant grant, Instant now, Instant expiresAt) {
        database.sql(
                        "insert into enrolment_token (digest, member, role, handle, names, created_at, expires_at, failures)"
                                + " values (:digest, :member, :role, :handle, :names, :created, :expires, 0)")
                .param("digest", token.digest())
                .param("member", grant.subject().member())
                .param("role", grant.subject().role().code())
                .param("handle", grant.subject().handle())
                .param("names", grant.names().stream().map(HostName::value).collect(Collectors.joining(" ")))
                .param("created", now.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What is known about a token now. */
    public TokenState find(EnrolmentToken token, Instant now) {
        return database.sql("select member, role, handle, names, expires_at, used_at, failures from enrolment_token"
                        + " where digest = :digest")
                .param("digest", token.digest())
                .query((row, index) -> state(row, now))
                .optional()
                .orElseGet(TokenState.Unknown::new);
    }

    /** Uses a token up; true for exactly one caller, and only while it is usable. */
    public boolean consume(EnrolmentToken token, Instant now) {
        return database.sql("update enrolment_token set used_at = :now where digest = :digest and used_at is null"
                                + " and expires_at > :now and failures < :bound")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("digest", token.digest())
                        .param("bound", MAXIMUM_FAILURES)
                        .update()
                == 1;
    }

    /** Counts a refused attempt; true while the count is within the bound, so that records stay bounded too. */
    public boolean countFailure(EnrolmentToken token) {
        return database.sql("update enrolment_token set failures = failures + 1 where digest = :digest"
                                + " and failures < :bound")
                        .param("digest", token.digest())
                        .param("bound", MAXIMUM_FAILURES)
                        .update()
                == 1;
    }

    private static TokenState state(ResultSet row, Instant now) throws SQLException {
        if (row.getObject("used_at", OffsetDateTime.class) != null) {
            return new TokenState.Used();
        }
        if (row.getInt("failures") >= MAXIMUM_FAILURES) {
            return new TokenState.Locked();
        }
        Instant expiresAt = row.getObject("expires_at", OffsetDateTime.class).toInstant();
        return now.isBefore(expiresAt) ? new TokenState.Usable(grant(row)) : new TokenState.Expired();
    }

    private static TokenGrant grant(ResultSet row) throws SQLException {
        String code = row.getString("role");
        CertificateRole role = CertificateRole.ofCode(code)
                .orElseThrow(() -> new IllegalStateException("unknown role in the token register: " + code));
        List<HostName> names = Arrays.stream(row.getString("names").split(" "))
                .filter(name -> !name.isEmpty())
                .map(HostName::new)
                .toList();
        return new TokenGrant(new MemberSubject(row.getString("member"), role, row.getString("handle")), names);
    }
}
