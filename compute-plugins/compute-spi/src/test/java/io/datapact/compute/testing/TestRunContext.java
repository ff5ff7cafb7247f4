package io.datapact.compute.testing;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A run context without a node behind it, for one party. */
public final class TestRunContext implements RunContext {
    private final TaskManifest manifest;
    private final JsonObject parameters;
    private final int partyIndex;
    private final Map<Integer, PeerChannel> peers;
    private final Map<String, TableSource> inputs;
    private final SecureRandom random = new SecureRandom();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<String> evidenceKinds = Collections.synchronizedList(new ArrayList<>());

    /**
     * A context of run 1.
     *
     * @param peers channels by the peers' party indices
     * @param inputs this party's own tables by input name
     */
    public TestRunContext(
            TaskManifest manifest,
            JsonObject parameters,
            int partyIndex,
            Map<Integer, PeerChannel> peers,
            Map<String, TableSource> inputs) {
        this.manifest = manifest;
        this.parameters = parameters;
        this.partyIndex = partyIndex;
        this.peers = Map.copyOf(peers);
        this.inputs = Map.copyOf(inputs);
    }

    /** Asks the run to end. */
    public void cancel() {
        cancelled.set(true);
    }

    /** Kinds of the statements recorded, in order. */
    public List<String> evidenceKinds() {
        return List.copyOf(evidenceKinds);
    }

    @Override
    public TaskManifest manifest() {
        return manifest;
    }

    @Override
    public JsonObject parameters() {
        return parameters;
    }

    @Override
    public RunId run() {
        return new RunId(manifest.task(), 1);
    }

    @Override
    public int partyIndex() {
        return partyIndex;
    }

    @Override
    public List<String> roles() {
        return manifest.parties().get(partyIndex).roles();
    }

    @Override
    public PeerChannel peer(int party) {
        return Optional.ofNullable(peers.get(party))
                .orElseThrow(() -> new IllegalArgumentException("expected another party's index, found " + party));
    }

    @Override
    public TableSource input(String name) {
        return Optional.ofNullable(inputs.get(name))
                .orElseThrow(() -> new IllegalArgumentException("expected one of this party's inputs, found " + name));
    }

    @Override
    public SecureRandom random() {
        return random;
    }

    @Override
    public EvidenceSink evidence() {
        return (kind, statement) -> evidenceKinds.add(kind);
    }

    @Override
    public Progress progress() {
        return (phase, done, total) -> {
            if (done < 0 || done > total) {
                throw new IllegalArgumentException("expected 0 to %d units done, found %d".formatted(total, done));
            }
        };
    }

    @Override
    public Cancellation cancellation() {
        return cancelled::get;
    }

    @Override
    public RunLimits limits() {
        return new RunLimits(Duration.ofMinutes(10), 1L << 40, 16 << 20, 1L << 30);
    }
}
