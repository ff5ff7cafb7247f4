package io.datapact.compute;

import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import java.security.SecureRandom;
import java.util.List;

/**
 * All that a plugin has of the world during one run. Its only product implementation is the node's, built from a permit
 * that the node's gate mints after it saw exactly this task approved and started; so no plugin code runs for a task
 * that was not. Test implementations live in test jars.
 */
public interface RunContext {
    /** The approved task. */
    TaskManifest manifest();

    /** Parameters from the task's body, whose digest the manifest holds. */
    JsonObject parameters();

    /** Which run of the task this is; part of every domain separation and session id. */
    RunId run();

    /** This party's index in the manifest. */
    int partyIndex();

    /** This party's roles: input, compute, recipient. */
    List<String> roles();

    /**
     * The channel to another party.
     *
     * @throws IllegalArgumentException if the index is this party's own or none of the manifest's
     */
    PeerChannel peer(int party);

    /**
     * One of this party's own inputs.
     *
     * @param name the input's name in the manifest
     * @throws IllegalArgumentException if it is not this party's
     */
    TableSource input(String name);

    /** Randomness fit for keys. */
    SecureRandom random();

    /** Where statements for the evidence log go. */
    EvidenceSink evidence();

    /** Where word of progress goes. */
    Progress progress();

    /** Whether the run is to end. */
    Cancellation cancellation();

    /** What the run may use. */
    RunLimits limits();
}
