package io.datapact.node.run;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.ComputePlugin;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunLimits;
import io.datapact.compute.RunResult;
import io.datapact.compute.TableSource;
import io.datapact.compute.channel.SendBudget;
import io.datapact.contract.id.Digest;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.peer.ChannelSession;
import io.datapact.node.peer.PeerNetwork;
import io.datapact.node.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Runs the plugin, on a thread out of a bounded pool, over channels pinned to the certificates that the start resolved,
 * and prepares what comes after. Ends it when the run ends on the ledger, or its time to attest is over: a peer that stalls
 * could otherwise have this party, as the only one without an attestation, run into the deadline.
 */
final class ComputeStep {
    private final RunLedger ledger;
    private final PluginShelf shelf;
    private final PeerNetwork network;
    private final Handshake handshake;
    private final ShareStep shares;
    private final Workbench bench;

    /**
     * What computing takes besides.
     *
     * @param pool     bounded pool of platform threads
     * @param progress where the plugin's word of progress goes
     * @param notes    where the plugin's statements go
     * @param networkId digest of the genesis record
     */
    record Workbench(
            ExecutorService pool,
            SecureRandom random,
            ProgressBoard progress,
            PluginNotes notes,
            CrashPoints crash,
            Digest networkId) {}

    ComputeStep(
            RunLedger ledger,
            PluginShelf shelf,
            PeerNetwork network,
            Handshake handshake,
            ShareStep shares,
            Workbench bench) {
        this.ledger = ledger;
        this.shelf = shelf;
        this.network = network;
        this.handshake = handshake;
        this.shares = shares;
        this.bench = bench;
    }

    /**
     * Computes until all parties have declared their shares.
     *
     * @throws RunEndedException if the plugin, a peer or the ledger ended it
     */
    Prepared compute(RunPermit permit, RunFacts facts, SortedMap<String, TableSource> tables)
            throws InterruptedException {
        try (OpenChannels channels = new OpenChannels()) {
            Future<Prepared> work = bench.pool().submit(() -> {
                try {
                    return work(permit, facts, tables, channels);
                } finally {
                    ledger.wake();
                }
            });
            return watch(facts, work, channels);
        }
    }

    private Prepared work(RunPermit permit, RunFacts facts, SortedMap<String, TableSource> tables, OpenChannels open)
            throws InterruptedException {
        long peerBytes = facts.manifest().limits().peerBytes().longValueExact();
        ChannelLimits limits = ChannelLimits.standard(peerBytes + room(facts));
        Map<Integer, PeerChannel> channels = open.keep(network.connect(new ChannelSession(
                bench.networkId(),
                facts.id(),
                facts.manifestDigest(),
                facts.index(),
                facts.run().parties(),
                limits)));
        handshake.compare(permit.start(), facts, channels);
        SendBudget budget = new SendBudget(peerBytes);
        Map<Integer, PeerChannel> guarded = new TreeMap<>();
        channels.forEach((peer, channel) -> guarded.put(peer, budget.guard(channel)));
        ComputePlugin plugin = shelf.load(permit.plugin());
        bench.crash().reached(CrashPoints.DURING_COMPUTE);
        RunResult result = plugin.run(new GatedRunContext(
                permit,
                new GatedRunContext.Surroundings(
                        guarded,
                        tables,
                        bench.random(),
                        (kind, statement) -> bench.notes().note(facts.id(), kind, statement),
                        (phase, done, total) -> bench.progress().phase(facts.id(), phase, done, total),
                        open::cancelled,
                        limits(facts, peerBytes, limits))));
        OutputChecks.before(facts, result);
        bench.progress().stage(facts.id(), "sharing");
        return shares.prepare(permit, facts, result, tables, channels);
    }

    private RunLimits limits(RunFacts facts, long peerBytes, ChannelLimits limits) {
        return new RunLimits(
                Duration.ofMillis(Math.max(1, ledger.left(facts))),
                peerBytes,
                limits.maximumMessageBytes(),
                Runtime.getRuntime().maxMemory() / 2);
    }

    private Prepared watch(RunFacts facts, Future<Prepared> work, OpenChannels channels) throws InterruptedException {
        ledger.await(() -> work.isDone() || !ledger.open(facts.id()) || ledger.left(facts) <= 0);
        if (work.isDone()) {
            return result(work);
        }
        channels.cancel();
        work.cancel(true);
        throw ledger.open(facts.id())
                ? new RunEndedException(EndCause.TIME_OVER, "expected the plugin done in time, found it at work")
                : new RunEndedException(EndCause.CANCELLED, "the run ended on the ledger while the plugin was at work");
    }

    private static Prepared result(Future<Prepared> work) throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RunFailedException failed ->
                    throw RunEndedException.at(
                            failed.peer(), EndCause.of(failed.failure()), failed.getMessage(), failed);
                case RunEndedException ended -> throw ended;
                case EvidenceUnavailableException storage -> throw storage;
                case StoreUnavailableException storage -> throw storage;
                case RuntimeException other ->
                    throw new RunEndedException(
                            EndCause.INTERNAL,
                            "the plugin ended with " + other.getClass().getName(),
                            other);
                case null, default -> throw new IllegalStateException("the plugin's thread broke", e);
            }
        }
    }

    /** Room for the declarations beside what the plugin may send, in bytes. */
    private static long room(RunFacts facts) {
        return (long) facts.parties() << 17;
    }
}
