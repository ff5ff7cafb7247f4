package io.datapact.ca.web;

import io.datapact.ca.policy.RefusalReason;

/** Carries a refusal to the edge, where it becomes an answer. */
final class RefusedException extends RuntimeException {

    private final RefusalReason reason;

    RefusedException(RefusalReason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    RefusalReason reason() {
        return reason;
    }
}
