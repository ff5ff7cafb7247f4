package io.datapact.contract.member;

/** Whether a member may act. */
public enum MemberStatus {
    ACTIVE,
    SUSPENDED
}
