package io.datapact.node.app.access;

import java.util.Locale;

/** Who calls the REST interface. Each role has a token of its own; no role includes another. */
public enum ApiRole {
    /** Certificates and peers. */
    ADMIN,
    /** Datasets, algorithms, proposals, approvals: what the member answers for. */
    APPROVER,
    /** Runs, money, results. */
    OPERATOR,
    /** Pay-ins of a currency that the member issues. */
    MARKET,
    /** Reads ledger and evidence. */
    AUDITOR;

    /** Name of the role's token file. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
