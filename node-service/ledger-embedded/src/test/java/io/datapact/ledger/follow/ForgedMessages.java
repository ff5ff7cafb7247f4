package io.datapact.ledger.follow;

import com.google.protobuf.ByteString;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.statetree.StateTree;
import io.datapact.ledger.wire.FollowReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Messages as a host could send them, with a checkpoint that fits whatever entries it makes up. */
public final class ForgedMessages {
    private final String origin;
    private final NoteSigner signer;

    public ForgedMessages(NoteSigner signer) {
        this.signer = signer;
        this.origin = signer.key().name();
    }

    /** The last entries of a log, under a checkpoint over all of it. */
    public FollowReply of(List<LogEntry> log, int from) {
        return of(log, from, head(log));
    }

    /** Some entries of a log, under a checkpoint over all of it and with a proof that it extends them. */
    FollowReply part(List<LogEntry> log, int from, int to) {
        return of(log.subList(0, to), from, head(log)).toBuilder()
                .addAllConsistency(proof(log, to))
                .build();
    }

    /** The checkpoint over a log. */
    Checkpoint head(List<LogEntry> log) {
        return StateRoot.commit(origin, log.size(), root(log), state(log));
    }

    /** Proof that a log extends its first entries. */
    static List<ByteString> proof(List<LogEntry> log, int first) {
        List<Digest> leaves = log.stream().map(LogEntry::leafHash).toList();
        return ConsistencyProof.make(index -> leaves.get((int) index), first, log.size()).path().stream()
                .map(hash -> ByteString.copyFrom(hash.toBytes()))
                .toList();
    }

    /** The last entries of a log, under another checkpoint. */
    public FollowReply of(List<LogEntry> log, int from, Checkpoint checkpoint) {
        return FollowReply.newBuilder()
                .addAllEntries(log.subList(from, log.size()).stream()
                        .map(entry -> ByteString.copyFrom(entry.encode()))
                        .toList())
                .setCheckpoint(signer.sign(checkpoint.text()).write())
                .build();
    }

    public static Digest root(List<LogEntry> log) {
        return MerkleTree.root(log.stream().map(LogEntry::leafHash).toList());
    }

    /** Root of the state that a log's write sets give. */
    public static Digest state(List<LogEntry> log) {
        SortedMap<String, byte[]> state = new TreeMap<>();
        for (Write write :
                log.stream().flatMap(entry -> entry.writes().stream()).toList()) {
            write.value()
                    .ifPresentOrElse(
                            text -> state.put(write.key(), text.getBytes(StandardCharsets.UTF_8)),
                            () -> state.remove(write.key()));
        }
        return StateTree.of(state).root();
    }
}
