package io.datapact.contract.task;

import io.datapact.contract.id.NodeId;
import java.util.List;

/**
 * A node that takes part.
 *
 * @param index its place, from 0; equal to its place in the manifest's list
 * @param roles {@code input}, {@code compute}, {@code recipient}
 */
public record Party(long index, NodeId node, List<String> roles) {
    public Party {
        roles = List.copyOf(roles);
        for (String role : roles) {
            if (!List.of("input", "compute", "recipient").contains(role)) {
                throw new IllegalArgumentException("expected party roles input, compute or recipient, found another");
            }
        }
    }
}
