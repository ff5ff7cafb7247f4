package io.datapact.ledger.simulation;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Digest;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.local.HostSeams;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.serve.HostSide;
import io.datapact.ledger.serve.WireOutcomes;
import io.datapact.ledger.wire.FollowReply;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The machine of the ledger's host. */
final class SimulatedHost extends Machine<SimulatedHost.Running> {
    private static final Path FOLDER = Path.of("/host/chain");
    private static final long LONGEST_TURN = 3 * Scheduler.MILLI;
    private static final long SILENCE = Scheduler.MINUTE;

    private BiFunction<SimulatedNode, FollowReply, FollowReply> lie = (node, message) -> message;

    SimulatedHost(String name, World world) {
        super(name, world);
    }

    /** The host's program. */
    static final class Running {
        private final LocalLedger ledger;
        private final SimulatedWorkers workers;
        private final Map<String, HostStream> streams = new TreeMap<>();
        private boolean writing;
        private boolean ending;

        Running(LocalLedger ledger, SimulatedWorkers workers) {
            this.ledger = ledger;
            this.workers = workers;
        }

        LocalLedger ledger() {
            return ledger;
        }
    }

    /** From now on it says something else than its ledger does. */
    void lie(BiFunction<SimulatedNode, FollowReply, FollowReply> said) {
        lie = said;
    }

    FollowReply said(SimulatedNode node, FollowReply message) {
        return lie.apply(node, message);
    }

    Optional<Chain> chain() {
        return program().map(running -> running.ledger().chain());
    }

    @Override
    Running boot(LogDisk mounted) {
        if (!Chain.exists(FOLDER, mounted)) {
            LocalLedger.initialise(FOLDER, SimulatedConsortium.GENESIS, mounted);
        }
        SimulatedWorkers workers = new SimulatedWorkers();
        HostSeams seams = new HostSeams(clock(), mounted, crashPoints(), workers, SimulatedConsortium.VERIFICATION);
        LocalLedger ledger = LocalLedger.open(
                FOLDER, SimulatedConsortium.GENESIS, world().logKeys().read(), seams);
        return new Running(ledger, workers);
    }

    @Override
    void up(Running started) {
        world().oracle().hostUp(this, started.ledger().chain());
    }

    /** A command came from a node. */
    void submit(SimulatedNode from, long call, byte[] envelope) {
        Running running = program().orElseThrow();
        Digest command = digest(envelope);
        world().oracle().arrived(command);
        var _ = running.ledger().submitAsync(envelope).thenAccept(outcome -> {
            note("answers", outcome.toString());
            world().oracle().answered(this, command, outcome);
            byte[] reply = WireOutcomes.encode(outcome).toByteArray();
            world().network().send(this, from, "answer", () -> from.answered(call, reply));
        });
        after(world().time().between(0, LONGEST_TURN), "order", () -> order(running));
    }

    /** A command comes from the host's operator. */
    void order(byte[] envelope) {
        deliver("order-own", () -> {
            Running running = program().orElseThrow();
            var _ = running.ledger().submitAsync(envelope);
            after(0, "order", () -> order(running));
        });
    }

    /** A node asks for entries. */
    void follow(SimulatedNode node, long stream, long from) {
        Running running = program().orElseThrow();
        if (!running.streams.containsKey(key(node, stream))) {
            HostStream opened = new HostStream(this, node, stream, new HostSide(running.ledger(), from));
            running.streams.put(key(node, stream), opened);
            opened.pump();
            after(SILENCE, "look-for-silence", () -> forgetSilent(running, key(node, stream)));
        }
    }

    /** A node has all messages below a number. */
    void acknowledged(SimulatedNode node, long stream, long below, boolean again) {
        Optional<HostStream> known =
                Optional.ofNullable(program().orElseThrow().streams.get(key(node, stream)));
        known.ifPresent(opened -> opened.acknowledged(below, again));
        String answer = known.isPresent() ? "alive" : "reset";
        if (again) {
            world().network()
                    .send(
                            this,
                            node,
                            answer,
                            () -> node.follow().ifPresent(follow -> follow.heard(stream, known.isPresent())));
        }
    }

    private void order(Running running) {
        running.workers.take("ledger-sequencer");
        if (!running.writing) {
            running.writing = true;
            after(world().time().between(0, LONGEST_TURN), "write", () -> write(running));
        }
    }

    private void write(Running running) {
        running.writing = false;
        running.workers.take("ledger-writer");
        world().oracle().shown(this, running.ledger().chain().head());
        running.streams.values().forEach(HostStream::pump);
        if (running.ledger().stopped().isPresent() && !running.ending) {
            running.ending = true;
            note("stopped", running.ledger().stopped().get());
            after(world().time().between(Scheduler.SECOND, Scheduler.MINUTE), "operator-restarts", () -> {
                running.ledger().close();
                stop(false);
            });
        }
    }

    private void forgetSilent(Running running, String key) {
        Optional<HostStream> stream = Optional.ofNullable(running.streams.get(key));
        if (stream.isPresent()
                && stream.get().heard() + SILENCE <= world().time().now()) {
            running.streams.remove(key);
        } else if (stream.isPresent()) {
            after(SILENCE, "look-for-silence", () -> forgetSilent(running, key));
        }
    }

    private static String key(SimulatedNode node, long stream) {
        return node.name() + "/" + stream;
    }

    private static Digest digest(byte[] envelope) {
        return switch (Dsse.Envelope.parse(envelope)) {
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope parsed) -> parsed.payloadDigest();
            case Parsed.Malformed<Dsse.Envelope>(String path, String detail) ->
                throw new IllegalStateException("clients send envelopes: " + detail);
        };
    }
}
