package io.datapact.ledger.follow;

import com.google.protobuf.ByteString;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.ledger.wire.FollowReply;
import java.util.List;

/** Messages as a host could send them, with a checkpoint that fits whatever entries it makes up. */
final class ForgedMessages {
    private final String origin;
    private final NoteSigner signer;

    ForgedMessages(NoteSigner signer) {
        this.signer = signer;
        this.origin = signer.key().name();
    }

    /** The last entries of a log, under a checkpoint over all of it. */
    FollowReply of(List<LogEntry> log, int from) {
        return of(log, from, Checkpoint.of(origin, log.size(), root(log)));
    }

    /** The last entries of a log, under another checkpoint. */
    FollowReply of(List<LogEntry> log, int from, Checkpoint checkpoint) {
        return FollowReply.newBuilder()
                .addAllEntries(log.subList(from, log.size()).stream()
                        .map(entry -> ByteString.copyFrom(entry.encode()))
                        .toList())
                .setCheckpoint(signer.sign(checkpoint.text()).write())
                .build();
    }

    static Digest root(List<LogEntry> log) {
        return MerkleTree.root(log.stream().map(LogEntry::leafHash).toList());
    }
}
