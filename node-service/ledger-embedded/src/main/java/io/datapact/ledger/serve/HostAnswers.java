package io.datapact.ledger.serve;

import com.google.protobuf.ByteString;
import io.datapact.contract.id.Digest;
import io.datapact.ledger.chain.PublishedTree;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.wire.CheckpointReply;
import io.datapact.ledger.wire.ConsistencyProofRequest;
import io.datapact.ledger.wire.InclusionProofRequest;
import io.datapact.ledger.wire.ProofReply;
import java.util.List;

/**
 * What a host answers about its log. Sizes that it does not have are refused by {@link IllegalArgumentException}.
 *
 * @param ledger whose log it is
 */
record HostAnswers(LocalLedger ledger) {
    CheckpointReply checkpoint() {
        return CheckpointReply.newBuilder()
                .setCheckpoint(checkpoint(ledger.chain().head().size()))
                .build();
    }

    ProofReply inclusion(InclusionProofRequest request) {
        PublishedTree tree = ledger.chain().tree();
        return proof(tree.inclusion(request.getPosition(), request.getSize()).path(), request.getSize());
    }

    ProofReply consistency(ConsistencyProofRequest request) {
        PublishedTree tree = ledger.chain().tree();
        return proof(tree.consistency(request.getFirst(), request.getSecond()).path(), request.getSecond());
    }

    private ProofReply proof(List<Digest> path, long size) {
        return ProofReply.newBuilder()
                .addAllPath(path.stream()
                        .map(hash -> ByteString.copyFrom(hash.toBytes()))
                        .toList())
                .setCheckpoint(checkpoint(size))
                .build();
    }

    private String checkpoint(long size) {
        return ledger.signedCheckpoint(size).write();
    }
}
