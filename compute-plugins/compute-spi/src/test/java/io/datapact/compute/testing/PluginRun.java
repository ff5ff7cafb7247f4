package io.datapact.compute.testing;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.ComputePlugin;
import io.datapact.compute.OutputPart;
import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunOutput;
import io.datapact.compute.RunResult;
import io.datapact.compute.TableSource;
import io.datapact.compute.memory.InMemoryChannels;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.task.TaskManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * Runs a plugin at all parties of a manifest, each in a thread of its own, over channels in memory. A party that fails
 * closes its channels, as its node would, so the others end too.
 */
public final class PluginRun {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final ComputePlugin plugin;
    private final TaskManifest manifest;
    private final JsonObject parameters;
    private final Map<Integer, Map<String, TableSource>> inputs = new HashMap<>();
    private final Map<Integer, UnaryOperator<PeerChannel>> wrappers = new HashMap<>();
    private ChannelLimits limits = new ChannelLimits(16 << 20, 64L << 20, 1L << 40, WAIT);

    /** A run that still needs its inputs. */
    public PluginRun(ComputePlugin plugin, TaskManifest manifest, JsonObject parameters) {
        this.plugin = plugin;
        this.manifest = manifest;
        this.parameters = parameters;
    }

    /** Gives a party one of its tables. */
    public PluginRun input(int party, String name, TableSource table) {
        inputs.computeIfAbsent(party, missing -> new HashMap<>()).put(name, table);
        return this;
    }

    /** Wraps every channel of a party, to make it misbehave or to watch it. */
    public PluginRun wrap(int party, UnaryOperator<PeerChannel> wrapper) {
        wrappers.put(party, wrapper);
        return this;
    }

    /** Sets the channels' limits. */
    public PluginRun limits(ChannelLimits chosen) {
        this.limits = chosen;
        return this;
    }

    /**
     * Runs.
     *
     * @return how each party ended, in party order
     */
    public List<PartyEnd> run() {
        int parties = manifest.parties().size();
        try (InMemoryChannels mesh = InMemoryChannels.mesh(parties, limits);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PartyEnd>> running = new ArrayList<>();
            for (int party = 0; party < parties; party++) {
                int here = party;
                running.add(threads.submit(() -> runParty(mesh, here)));
            }
            List<PartyEnd> ends = new ArrayList<>();
            for (Future<PartyEnd> future : running) {
                ends.add(future.get());
            }
            return ends;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a party ended with a fault that has no named reason", e.getCause());
        }
    }

    /** Runs, expects every party to end well, and opens the manifest's only output. */
    public OutputTable runAndOpen() {
        String output = manifest.outputs().getFirst().name().value();
        List<OutputShare> shares = run().stream()
                .map(end -> end.result().outputs().get(output))
                .map(OutputPart::share)
                .toList();
        RunOutput what = new RunOutput(manifest, parameters, manifest.outputs().getFirst());
        return plugin.open(what, shares);
    }

    private PartyEnd runParty(InMemoryChannels mesh, int here) {
        Map<Integer, PeerChannel> peers = new HashMap<>();
        for (int peer = 0; peer < mesh.parties(); peer++) {
            if (peer != here) {
                UnaryOperator<PeerChannel> wrapper = wrappers.getOrDefault(here, UnaryOperator.identity());
                peers.put(peer, wrapper.apply(mesh.channel(here, peer)));
            }
        }
        TestRunContext context =
                new TestRunContext(manifest, parameters, here, peers, inputs.getOrDefault(here, Map.of()));
        try {
            return new PartyEnd(Optional.of(plugin.run(context)), Optional.empty(), peers);
        } catch (RunFailedException e) {
            peers.values().forEach(PeerChannel::close);
            return new PartyEnd(Optional.empty(), Optional.of(e), peers);
        }
    }

    /**
     * How a party ended.
     *
     * @param ended its result, if it ended well
     * @param failed the named failure otherwise
     * @param peers its channels, for their totals
     */
    public record PartyEnd(
            Optional<RunResult> ended, Optional<RunFailedException> failed, Map<Integer, PeerChannel> peers) {
        /** The result of a party that must have ended well. */
        public RunResult result() {
            return ended.orElseThrow(
                    () -> new AssertionError("expected a result, found a failure", failed.orElseThrow()));
        }
    }
}
