package io.datapact.contract.task;

/** What an approval slot's newest entry says. */
public enum ApprovalStatus {
    APPROVED,
    REVOKED
}
