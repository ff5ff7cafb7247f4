package io.datapact.pki.certificate;

import org.bouncycastle.asn1.x509.KeyUsage;

/** A bit of the key usage extension (RFC 5280, section 4.2.1.3): those that our profiles use. */
public enum KeyUse {
    /** Signs anything but certificates and revocation lists. */
    DIGITAL_SIGNATURE("digitalSignature", 0, KeyUsage.digitalSignature),
    /** Takes part in key agreement: envelopes are encrypted to it (RFC 5753, section 7). */
    KEY_AGREEMENT("keyAgreement", 4, KeyUsage.keyAgreement),
    /** Signs certificates. */
    KEY_CERT_SIGN("keyCertSign", 5, KeyUsage.keyCertSign),
    /** Signs revocation lists. */
    CRL_SIGN("cRLSign", 6, KeyUsage.cRLSign);

    private final String code;
    private final int index;
    private final int bit;

    KeyUse(String code, int index, int bit) {
        this.code = code;
        this.index = index;
        this.bit = bit;
    }

    /** Its name in RFC 5280. */
    public String code() {
        return code;
    }

    /** Its place in the array of {@link java.security.cert.X509Certificate#getKeyUsage()}. */
    public int index() {
        return index;
    }

    int bit() {
        return bit;
    }
}
