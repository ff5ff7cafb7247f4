/**
 * Runs: the gate that lets a plugin near data, readiness and starts, and the engine that takes this node through a run
 * from its start to its settlement. Start with {@link io.datapact.node.run.Gate} and
 * {@link io.datapact.node.run.RunEngine}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.run;
