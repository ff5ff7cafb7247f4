package io.datapact.node.ledger;

import io.datapact.contract.state.StateView;

/**
 * A snapshot of the replica.
 *
 * @param position last entry that it reflects
 * @param time     that entry's time, millis since the epoch
 * @param state    single-key reads, all as of the position
 */
public record ReplicaView(long position, long time, StateView state) {}
