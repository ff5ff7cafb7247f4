package io.datapact.contract.member;

/** What a certificate may be used for. The spelling is that of payloads and of a certificate's OU. */
public enum Role {
    ADMIN("admin"),
    APPROVER("approver"),
    AUTO_APPROVER("auto-approver"),
    NODE("node"),
    TLS("tls"),
    REVOKER("revoker"),
    MARKET("market");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /** The spelling in payloads and certificates. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
