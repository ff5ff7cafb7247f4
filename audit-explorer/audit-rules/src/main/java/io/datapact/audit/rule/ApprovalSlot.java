package io.datapact.audit.rule;

import io.datapact.contract.id.MemberId;
import java.util.Comparator;

/**
 * A slot that somebody of a member must fill before a task may start.
 *
 * @param number counts from 1; under four-eyes each member has two
 */
record ApprovalSlot(MemberId member, long number) implements Comparable<ApprovalSlot> {
    static final long FIRST = 1;

    @Override
    public int compareTo(ApprovalSlot other) {
        return Comparator.comparing(ApprovalSlot::member)
                .thenComparingLong(ApprovalSlot::number)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return number == FIRST ? member.toString() : member + " (slot " + number + ")";
    }
}
