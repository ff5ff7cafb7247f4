package io.datapact.contract.rules;

/** Unwinds a rule to its entry, where it becomes {@link Decision.Rejected}; never leaves this package. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    RefusedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Decision.Rejected rejection() {
        return new Decision.Rejected(reason, detail);
    }

    /** Refuses unless a condition holds. */
    static void require(boolean holds, Reason reason, String detail) {
        if (!holds) {
            throw new RefusedException(reason, detail);
        }
    }

    static void require(boolean holds, Reason reason, Object detail) {
        if (!holds) {
            throw new RefusedException(reason, detail.toString());
        }
    }
}
