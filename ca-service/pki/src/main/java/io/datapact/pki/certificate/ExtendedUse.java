package io.datapact.pki.certificate;

/** A purpose of the extended key usage extension (RFC 5280, section 4.2.1.12): those that our profiles use. */
public enum ExtendedUse {
    /** Answers TLS connections. */
    SERVER_AUTH("serverAuth", "1.3.6.1.5.5.7.3.1"),
    /** Opens TLS connections with a certificate. */
    CLIENT_AUTH("clientAuth", "1.3.6.1.5.5.7.3.2");

    private final String code;
    private final String oid;

    ExtendedUse(String code, String oid) {
        this.code = code;
        this.oid = oid;
    }

    /** Its name in RFC 5280. */
    public String code() {
        return code;
    }

    /** Its object identifier, dotted. */
    public String oid() {
        return oid;
    }
}
