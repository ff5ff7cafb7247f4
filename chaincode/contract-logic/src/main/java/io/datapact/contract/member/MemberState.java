package io.datapact.contract.member;

/** A member's state, derived: what its record says, and 120 days of active time after it asked to leave. */
public enum MemberState {
    ACTIVE,
    SUSPENDED,
    LEAVING,
    LEFT
}
