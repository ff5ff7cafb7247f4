package io.datapact.ledger.serve;

import com.google.protobuf.ByteString;
import io.datapact.contract.id.Digest;
import io.datapact.ledger.chain.PublishedTree;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.SignedHead;
import io.datapact.ledger.wire.CheckpointReply;
import io.datapact.ledger.wire.ConsistencyProofRequest;
import io.datapact.ledger.wire.InclusionProofRequest;
import io.datapact.ledger.wire.ProofReply;
import java.util.List;

/**
 * What a host answers about its log, only ever for heads that it signed. What it does not have is refused by
 * {@link IllegalArgumentException}.
 *
 * @param ledger whose log it is
 */
record HostAnswers(LocalLedger ledger) {
    CheckpointReply checkpoint() {
        return CheckpointReply.newBuilder()
                .setCheckpoint(ledger.signedHead().note().write())
                .build();
    }

    ProofReply inclusion(InclusionProofRequest request) {
        SignedHead head = head(request.getSize());
        PublishedTree tree = ledger.chain().tree();
        return proof(tree.inclusion(request.getPosition(), head.size()).path(), head);
    }

    ProofReply consistency(ConsistencyProofRequest request) {
        SignedHead head = head(request.getSecond());
        PublishedTree tree = ledger.chain().tree();
        return proof(tree.consistency(request.getFirst(), head.size()).path(), head);
    }

    /** Hashes as they travel. */
    static List<ByteString> hashes(List<Digest> path) {
        return path.stream().map(hash -> ByteString.copyFrom(hash.toBytes())).toList();
    }

    /** The head that a client asks about: none but such as were signed already, so that asking makes no work. */
    private SignedHead head(long size) {
        SignedHead newest = ledger.signedHead();
        if (size == 0) {
            return newest;
        }
        return ledger.signedHead(size)
                .orElseThrow(() -> new IllegalArgumentException("expected 0, for the newest checkpoint of "
                        + newest.size() + " entries, or the size of one signed lately, found " + size));
    }

    private static ProofReply proof(List<Digest> path, SignedHead head) {
        return ProofReply.newBuilder()
                .addAllPath(hashes(path))
                .setCheckpoint(head.note().write())
                .build();
    }
}
