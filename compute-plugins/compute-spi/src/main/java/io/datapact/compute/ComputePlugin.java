package io.datapact.compute;

import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.task.TaskManifest;
import java.util.List;

/**
 * A way to compute on the joint data of parties. Found by {@link java.util.ServiceLoader}, and only after its static
 * descriptor was compared with what the ledger has registered.
 *
 * <p>The flow: at the proposer {@link #check} looks at a task before anybody signs. After approvals and start each
 * party's node builds a {@link RunContext} and calls {@link #run}; the plugins talk to one another over the peer
 * channels and each returns its share of every output. The nodes seal the shares, attest, release the keys; each
 * recipient's node then calls {@link #open} on the shares of all parties.
 *
 * <p>An instance keeps nothing between calls and may be used by several threads. What an operation reveals to whom, and
 * under which assumption, is said in its descriptor and nowhere more.
 */
public interface ComputePlugin {
    /** The descriptor, equal to the static file in the plugin's jar. */
    PluginDescriptor descriptor();

    /**
     * Looks at a task without data, keys or network.
     *
     * @param manifest names one of this plugin's operations
     * @param parameters from the task's body
     * @return what is wrong, in the order of the parameters; empty if nothing is
     */
    List<Problem> check(TaskManifest manifest, JsonObject parameters);

    /**
     * Runs the operation at this party; blocks until the end.
     *
     * @return this party's share of every output of the manifest
     * @throws RunFailedException with the named reason; nothing of any output has left this party then, beyond what the
     *     protocol's messages tell
     */
    RunResult run(RunContext context);

    /**
     * Combines the shares of all parties at a recipient. Uses no secrets and no network.
     *
     * @param what the output
     * @param sharesByParty one a party of the manifest, in party order
     * @throws RunFailedException OUTPUT_CHECK if shares are missing, do not fit together or break the output's bounds
     */
    OutputTable open(RunOutput what, List<OutputShare> sharesByParty);
}
