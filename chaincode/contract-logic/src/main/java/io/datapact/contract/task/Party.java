package io.datapact.contract.task;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * A node that takes part.
 *
 * @param index its place, from 0; equal to its place in the manifest's list
 * @param roles {@code input}, {@code compute}, {@code recipient}
 */
public record Party(long index, NodeId node, List<String> roles) {
    /** Role of a node that hands in rows. */
    public static final String INPUT = "input";

    /** Role of a node that computes. */
    public static final String COMPUTE = "compute";

    /** Role of a node that receives a result. */
    public static final String RECIPIENT = "recipient";

    public Party {
        roles = List.copyOf(roles);
        Bounds.require("party roles", roles.size(), 1, 3);
        for (String role : roles) {
            if (!List.of(INPUT, COMPUTE, RECIPIENT).contains(role)) {
                throw new IllegalArgumentException("expected party roles input, compute or recipient, found another");
            }
        }
    }
}
