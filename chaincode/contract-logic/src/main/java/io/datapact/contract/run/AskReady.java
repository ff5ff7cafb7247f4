package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;

/** A node's signed question whether a peer is ready for a run; no command. A refusal of it is recorded as a denial. */
public record AskReady(
        String type, Digest network, RunId run, Digest manifestDigest, NodeId asker, Digest nodeCertificate, long at) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/ask-ready/1";

    public AskReady {
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
    }
}
