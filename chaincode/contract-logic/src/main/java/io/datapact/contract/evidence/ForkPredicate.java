package io.datapact.contract.evidence;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.run.RunId;
import java.util.Optional;

/**
 * Written by a node that found, at the handshake of a run, that the ledger's host shows two histories.
 *
 * @param run  the run that it ended
 * @param peer the node that was shown the other history; absent where it is this node itself, by what it had kept
 * @param fork both signed checkpoints, this node's first
 */
public record ForkPredicate(ChainLink link, RunId run, Optional<NodeId> peer, Fork fork) implements Predicate {}
