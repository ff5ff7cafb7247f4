package io.datapact.contract.member;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who must approve a task besides its owners, parties, recipients and payer, and by how many people.
 *
 * @param fourEyes  whether each member fills two slots, by distinct certificates, keys and handles
 * @param regulated purposes that a regulator approves too; of the entries that cover a purpose the most specific decides
 */
public record ApprovalPolicy(boolean fourEyes, List<Regulated> regulated) {
    /** One approver a member, no regulator. */
    public static final ApprovalPolicy PLAIN = new ApprovalPolicy(false, List.of());

    public ApprovalPolicy {
        regulated = List.copyOf(regulated);
        Bounds.require("regulated purposes", regulated.size(), 0, Bounds.MEMBERS);
        if (regulated.stream().map(Regulated::purpose).distinct().count() != regulated.size()) {
            throw new IllegalArgumentException("expected each regulated purpose once, found one twice");
        }
    }

    /** Slots that each member fills. */
    public long slots() {
        return fourEyes ? 2 : 1;
    }

    /**
     * Who approves a purpose besides the members concerned, each once: named by the most specific entry that covers it,
     * and then by every entry below it, in the policy's order, for a wide purpose allows what its narrow ones do.
     */
    public List<MemberId> regulators(Code purpose) {
        Stream<Regulated> over = regulated.stream()
                .filter(entry -> entry.purpose().covers(purpose))
                .max(Comparator.comparingInt(entry -> entry.purpose().value().length()))
                .stream();
        Stream<Regulated> below = regulated.stream().filter(entry -> purpose.covers(entry.purpose()));
        return Stream.concat(over, below).map(Regulated::regulator).distinct().toList();
    }

    /** A purpose and all below it, and the member that must approve them. */
    public record Regulated(Code purpose, MemberId regulator) {}
}
