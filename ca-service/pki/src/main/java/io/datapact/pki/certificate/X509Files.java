package io.datapact.pki.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;

/** Certificates, revocation lists and keys from and to DER and PEM: strict, bounded, nothing after the end. */
public final class X509Files {

    /** Longest certificate, in bytes of DER. */
    public static final int MAXIMUM_CERTIFICATE_BYTES = 16 * 1024;

    /** Longest revocation list, in bytes of DER. */
    public static final int MAXIMUM_CRL_BYTES = 16 * 1024 * 1024;

    private static final int MAXIMUM_KEY_BYTES = 4096;

    private X509Files() {}

    /**
     * Reads one certificate.
     *
     * @param der untrusted
     * @throws PemException if these are not exactly the bytes of one X.509 certificate
     */
    public static X509Certificate certificate(byte[] der) {
        if (der.length == 0 || der.length > MAXIMUM_CERTIFICATE_BYTES) {
            throw new PemException(
                    "expected a certificate of 1 to " + MAXIMUM_CERTIFICATE_BYTES + " bytes, found " + der.length);
        }
        try {
            X509Certificate certificate =
                    (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw new PemException("expected exactly one certificate in DER, found other bytes with it");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new PemException("expected an X.509 certificate in DER, found something else", e);
        }
    }

    /**
     * Tells whether a second parser reads a certificate too, and writes the same bytes: what only one parser takes is
     * taken by nobody here.
     */
    public static boolean isStrictDer(X509Certificate certificate) {
        byte[] der = der(certificate);
        try {
            return Arrays.equals(Certificate.getInstance(der).getEncoded(ASN1Encoding.DER), der);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return false;
        }
    }

    /** Reads a PEM text of exactly one certificate. */
    public static X509Certificate certificateFromPem(String pem) {
        return certificate(Pem.readOne(Pem.CERTIFICATE, pem));
    }

    /** Reads a PEM text of one certificate or more, in its order. */
    public static List<X509Certificate> certificatesFromPem(String pem) {
        return Pem.read(Pem.CERTIFICATE, pem).stream()
                .map(X509Files::certificate)
                .toList();
    }

    /** Writes a certificate as PEM. */
    public static String toPem(X509Certificate certificate) {
        return Pem.write(Pem.CERTIFICATE, der(certificate));
    }

    /** Writes certificates as PEM, one block after the other. */
    public static String toPem(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        certificates.forEach(certificate -> text.append(toPem(certificate)));
        return text.toString();
    }

    /** The DER of a certificate, the caller's. */
    public static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(
                    "cannot encode the certificate of " + certificate.getSubjectX500Principal(), e);
        }
    }

    /** Reads a PEM text of exactly one revocation list. */
    public static X509CRL crlFromPem(String pem) {
        return crl(Pem.readOne(Pem.CRL, pem));
    }

    /** Reads one revocation list in DER. */
    public static X509CRL crl(byte[] der) {
        if (der.length == 0 || der.length > MAXIMUM_CRL_BYTES) {
            throw new PemException(
                    "expected a revocation list of 1 to " + MAXIMUM_CRL_BYTES + " bytes, found " + der.length);
        }
        try {
            X509CRL crl = (X509CRL) factory().generateCRL(new ByteArrayInputStream(der));
            if (!Arrays.equals(crl.getEncoded(), der)) {
                throw new PemException("expected exactly one revocation list in DER, found other bytes with it");
            }
            return crl;
        } catch (CRLException e) {
            throw new PemException("expected an X.509 revocation list in DER, found something else", e);
        }
    }

    /** Reads a PEM text of one elliptic-curve private key in PKCS#8, in the clear. */
    public static PrivateKey privateKeyFromPem(String pem) {
        byte[] der = Pem.readOne(Pem.PRIVATE_KEY, pem);
        try {
            return keys().generatePrivate(new PKCS8EncodedKeySpec(bounded(der)));
        } catch (InvalidKeySpecException e) {
            // The cause may quote the key.
            throw new PemException("expected an elliptic-curve private key in PKCS#8, found something else");
        } finally {
            Pem.wipe(der);
        }
    }

    /** Writes a private key as PKCS#8 in the clear; the text is a secret, for files of mode 600 only. */
    public static String toPem(PrivateKey key) {
        byte[] der = key.getEncoded();
        try {
            return Pem.write(Pem.PRIVATE_KEY, der);
        } finally {
            Pem.wipe(der);
        }
    }

    /** Reads a PEM text of one elliptic-curve public key. */
    public static PublicKey publicKeyFromPem(String pem) {
        return publicKey(Pem.readOne(Pem.PUBLIC_KEY, pem));
    }

    /** Reads one elliptic-curve SubjectPublicKeyInfo in DER. */
    public static PublicKey publicKey(byte[] der) {
        try {
            return keys().generatePublic(new X509EncodedKeySpec(bounded(der)));
        } catch (InvalidKeySpecException e) {
            throw new PemException("expected an elliptic-curve public key in DER, found something else", e);
        }
    }

    /** Writes a public key as PEM. */
    public static String toPem(PublicKey key) {
        return Pem.write(Pem.PUBLIC_KEY, key.getEncoded());
    }

    private static byte[] bounded(byte[] der) {
        if (der.length > MAXIMUM_KEY_BYTES) {
            throw new PemException("expected a key of at most " + MAXIMUM_KEY_BYTES + " bytes, found " + der.length);
        }
        return der;
    }

    private static KeyFactory keys() {
        try {
            return KeyFactory.getInstance("EC");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks elliptic-curve keys; use a complete JDK 25", e);
        }
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("this Java runtime lacks X.509; use a complete JDK 25", e);
        }
    }
}
