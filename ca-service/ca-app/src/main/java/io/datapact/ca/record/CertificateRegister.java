package io.datapact.ca.record;

import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.SpkiDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every certificate that the authority has signed. */
@Repository
public class CertificateRegister {

    private final JdbcClient database;

    public CertificateRegister(JdbcClient database) {
        this.database = database;
    }

    /** Adds a certificate, in the caller's transaction if there is one; its serial must be new. */
    public void add(X509Certificate certificate, Instant now) {
        database.sql("insert into issued_certificate (serial, digest, spki, subject, issued_at, not_after, pem)"
                        + " values (:serial, :digest, :spki, :subject, :issued, :notAfter, :pem)")
                .param("serial", serial(certificate))
                .param("digest", CertificateDigest.of(certificate).hex())
                .param("spki", SpkiDigest.of(certificate.getPublicKey()).hex())
                .param("subject", certificate.getSubjectX500Principal().getName())
                .param("issued", now.atOffset(ZoneOffset.UTC))
                .param("notAfter", certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC))
                .param("pem", X509Files.toPem(certificate))
                .update();
    }

    /** The certificate of a serial in lower-case hexadecimal. */
    public Optional<IssuedCertificate> find(String serial) {
        return database.sql("select serial, subject, issued_at, pem from issued_certificate where serial = :serial")
                .param("serial", serial)
                .query((row, index) -> new IssuedCertificate(
                        row.getString("serial"),
                        row.getString("subject"),
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        row.getString("pem")))
                .optional();
    }

    /** Tells whether a key stands in a certificate of somebody else. */
    public boolean isKeyOfAnother(PublicKey key, X500Principal subject) {
        return database.sql("select count(*) from issued_certificate where spki = :spki and subject <> :subject")
                        .param("spki", SpkiDigest.of(key).hex())
                        .param("subject", subject.getName())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** A certificate's serial as the register writes it. */
    public static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
