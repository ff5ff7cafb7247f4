package io.datapact.pki.path;

import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.KeyMaterial;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates and revocation lists that our issuer refuses to make, for hostile tests. */
final class ForgedCertificates {

    private static final ASN1ObjectIdentifier UNKNOWN_EXTENSION = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    private String subject = "O=bank-a,OU=approver,CN=alice";
    private String algorithm = "SHA256withECDSA";
    private int keyUsage = KeyUsage.digitalSignature;
    private boolean keyUsagePresent = true;
    private BasicConstraints constraints = new BasicConstraints(false);
    private boolean unknownCritical;

    static ForgedCertificates aCertificate() {
        return new ForgedCertificates();
    }

    ForgedCertificates subject(String name) {
        this.subject = name;
        return this;
    }

    ForgedCertificates signedWith(String jcaAlgorithm) {
        this.algorithm = jcaAlgorithm;
        return this;
    }

    ForgedCertificates keyUsage(int bits) {
        this.keyUsage = bits;
        return this;
    }

    ForgedCertificates withoutKeyUsage() {
        this.keyUsagePresent = false;
        return this;
    }

    ForgedCertificates authority(int pathLength) {
        this.constraints = new BasicConstraints(pathLength);
        this.keyUsage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return this;
    }

    ForgedCertificates unknownCriticalExtension() {
        this.unknownCritical = true;
        return this;
    }

    X509Certificate issuedBy(KeyMaterial issuer, KeyPair key) throws Exception {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                new BigInteger(128, Consortium.RANDOM),
                Date.from(Consortium.ISSUED),
                Date.from(Consortium.ISSUED.plus(Duration.ofDays(100))),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
        builder.addExtension(Extension.basicConstraints, true, constraints);
        if (keyUsagePresent) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
        }
        if (unknownCritical) {
            builder.addExtension(UNKNOWN_EXTENSION, true, DERNull.INSTANCE);
        }
        return X509Files.certificate(builder.build(signer(issuer, algorithm)).getEncoded());
    }

    static X509CRL crl(KeyMaterial issuer, Instant from, Instant until, List<X509Certificate> revoked)
            throws Exception {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(from));
        builder.setNextUpdate(Date.from(until));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
        builder.addExtension(Extension.cRLNumber, false, new org.bouncycastle.asn1.x509.CRLNumber(BigInteger.ONE));
        for (X509Certificate each : revoked) {
            builder.addCRLEntry(each.getSerialNumber(), Date.from(from), CRLReason.keyCompromise);
        }
        return X509Files.crl(builder.build(signer(issuer, "SHA256withECDSA")).getEncoded());
    }

    private static ContentSigner signer(KeyMaterial issuer, String algorithm) throws Exception {
        return new JcaContentSignerBuilder(algorithm)
                .setProvider(new BouncyCastleProvider())
                .build(issuer.privateKey());
    }
}
