package io.datapact.node.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.algorithm.InstalledPlugin;
import io.datapact.node.follow.StartMark;
import io.datapact.node.task.TaskBody;

/**
 * This node's gate has itself seen that exactly this task was approved by everybody and started. Only the gate makes
 * one, and no {@link io.datapact.compute.RunContext} can be built without one, so nothing else reaches a plugin with
 * data.
 */
public final class RunPermit {
    private final Run run;
    private final StartMark start;
    private final TaskManifest manifest;
    private final TaskBody body;
    private final InstalledPlugin plugin;
    private final int index;

    RunPermit(Run run, StartMark start, TaskManifest manifest, TaskBody body, InstalledPlugin plugin, int index) {
        this.run = run;
        this.start = start;
        this.manifest = manifest;
        this.body = body;
        this.plugin = plugin;
        this.index = index;
    }

    /** Which run. */
    public RunId runId() {
        return run.run();
    }

    /** The run as the ledger holds it, with the parties' certificates as the start resolved them. */
    public Run run() {
        return run;
    }

    /** Where the start lies in this node's replica. */
    public StartMark start() {
        return start;
    }

    /** The task approved. */
    public TaskManifest manifest() {
        return manifest;
    }

    /** Digest of the manifest, recomputed. */
    public Digest manifestDigest() {
        return run.manifestDigest();
    }

    /** The body whose digest the manifest holds. */
    public TaskBody body() {
        return body;
    }

    /** The plugin as found on this node's disk. */
    public InstalledPlugin plugin() {
        return plugin;
    }

    /** This node's index among the parties. */
    public int index() {
        return index;
    }

    /** This node's place in the manifest. */
    public Party party() {
        return manifest.parties().get(index);
    }

    /** A party's certificates as the start resolved them. */
    public PartyNode party(int at) {
        return run.parties().get(at);
    }
}
