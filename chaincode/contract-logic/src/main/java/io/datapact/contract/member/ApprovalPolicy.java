package io.datapact.contract.member;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import java.util.List;

/**
 * Who must approve a task besides its owners, parties, recipients and payer, and by how many people.
 *
 * @param fourEyes  whether each member fills two slots, by distinct certificates, keys and handles
 * @param regulated purposes that a regulator approves too; the most specific entry that covers a purpose decides
 */
public record ApprovalPolicy(boolean fourEyes, List<Regulated> regulated) {
    /** One approver a member, no regulator. */
    public static final ApprovalPolicy PLAIN = new ApprovalPolicy(false, List.of());

    public ApprovalPolicy {
        regulated = List.copyOf(regulated);
        Bounds.require("regulated purposes", regulated.size(), 0, Bounds.MEMBERS);
    }

    /** A purpose and all below it, and the member that must approve them. */
    public record Regulated(Code purpose, MemberId regulator) {}
}
