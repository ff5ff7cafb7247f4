package io.datapact.node.follow;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;

/**
 * Where a run's start lies in this node's replica.
 *
 * @param position ledger position of the StartRun
 * @param time     its transaction time, millis since the epoch
 * @param envelope the signed StartRun
 * @param root     Merkle root over the entries up to and including it
 */
public record StartMark(RunId run, long position, long time, Bytes envelope, Digest root) {}
