package io.datapact.contract.governance;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.merkle.NoteKey;
import java.util.List;

/**
 * {@code network/witnesses}: who co-signs the log's checkpoints after a replay of its own. No rule reads it; nodes and
 * auditors do.
 *
 * @param needed how many of them must have co-signed a checkpoint that is relied on
 */
public record Witnesses(List<Witness> witnesses, long needed) {
    public Witnesses {
        witnesses = List.copyOf(witnesses);
        Bounds.require("witnesses", witnesses.size(), 0, Bounds.MEMBERS);
        Bounds.require("needed", needed, 0, witnesses.size());
        long names = witnesses.stream()
                .map(Witness::key)
                .map(NoteKey::name)
                .distinct()
                .count();
        long keys = witnesses.stream()
                .map(Witness::key)
                .map(NoteKey::publicKey)
                .distinct()
                .count();
        if (names < witnesses.size() || keys < witnesses.size()) {
            throw new IllegalArgumentException("expected each witness's name and key once, found one twice");
        }
    }

    /**
     * A witness.
     *
     * @param member whose it is
     * @param key    what verifies its co-signatures
     */
    public record Witness(MemberId member, NoteKey key) {}
}
