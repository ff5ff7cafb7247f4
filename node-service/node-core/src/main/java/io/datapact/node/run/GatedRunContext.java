package io.datapact.node.run;

import io.datapact.compute.Cancellation;
import io.datapact.compute.EvidenceSink;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.Progress;
import io.datapact.compute.RunContext;
import io.datapact.compute.RunLimits;
import io.datapact.compute.TableSource;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one implementation of {@link RunContext} in the product: it takes the gate's permit to make one. */
final class GatedRunContext implements RunContext {
    private final RunPermit permit;
    private final Surroundings surroundings;

    /**
     * What a run may touch.
     *
     * @param peers  channels by party index
     * @param inputs this party's own inputs by name
     */
    record Surroundings(
            Map<Integer, PeerChannel> peers,
            Map<String, TableSource> inputs,
            SecureRandom random,
            EvidenceSink evidence,
            Progress progress,
            Cancellation cancellation,
            RunLimits limits) {
        Surroundings {
            peers = Map.copyOf(peers);
            inputs = Map.copyOf(inputs);
        }
    }

    GatedRunContext(RunPermit permit, Surroundings surroundings) {
        this.permit = permit;
        this.surroundings = surroundings;
    }

    @Override
    public TaskManifest manifest() {
        return permit.manifest();
    }

    @Override
    public JsonObject parameters() {
        return permit.body().parameters();
    }

    @Override
    public RunId run() {
        return permit.runId();
    }

    @Override
    public int partyIndex() {
        return permit.index();
    }

    @Override
    public List<String> roles() {
        return permit.party().roles();
    }

    @Override
    public PeerChannel peer(int party) {
        return Optional.ofNullable(surroundings.peers().get(party))
                .orElseThrow(() -> new IllegalArgumentException("expected the index of another party, found " + party));
    }

    @Override
    public TableSource input(String name) {
        return Optional.ofNullable(surroundings.inputs().get(name))
                .orElseThrow(() -> new IllegalArgumentException("expected an own input, found the name of none"));
    }

    @Override
    public SecureRandom random() {
        return surroundings.random();
    }

    @Override
    public EvidenceSink evidence() {
        return surroundings.evidence();
    }

    @Override
    public Progress progress() {
        return surroundings.progress();
    }

    @Override
    public Cancellation cancellation() {
        return surroundings.cancellation();
    }

    @Override
    public RunLimits limits() {
        return surroundings.limits();
    }
}
