package io.datapact.node.run;

import io.datapact.contract.run.RunId;

/**
 * How far a run is at this node, for people.
 *
 * @param stage what this node is doing: {@code gate}, {@code inputs}, {@code computing}, {@code sharing},
 *     {@code attesting}, {@code releasing}, {@code receiving}, {@code closing}, {@code done}, {@code ended}
 * @param phase what the plugin says it does while computing; empty otherwise
 * @param done  units of the phase that are done
 * @param total units of the phase
 * @param cause why the run ended early at this node; empty otherwise
 * @param since when the stage began, millis since the epoch
 */
public record RunProgress(RunId run, String stage, String phase, long done, long total, String cause, long since) {}
