package io.datapact.ledger.simulation;

import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.follow.NodeSide;
import io.datapact.ledger.log.LogDisk;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A member's machine: a replica that follows the host, and a client that submits through it. */
final class SimulatedNode extends Machine<SimulatedNode.Running> {
    private static final long LONGEST_RETRY = 20 * Scheduler.SECOND;
    private static final long BETWEEN_WISHES = 70 * Scheduler.SECOND;

    private final String member;
    private final List<Intent> intents = new ArrayList<>();
    private SimulatedHost host;
    private long calls;
    private boolean introduced;

    SimulatedNode(String name, String member, World world, SimulatedHost host) {
        super(name, world);
        this.member = member;
        this.host = host;
    }

    /** The node's program. */
    static final class Running {
        private final NodeSide side;
        private final Follow follow;
        private final Map<Long, Client> answers = new TreeMap<>();
        private final List<Waiting> waiting = new ArrayList<>();

        Running(SimulatedNode node, NodeSide side) {
            this.side = side;
            this.follow = new Follow(node, side);
        }
    }

    private record Waiting(long position, Runnable then) {}

    SimulatedHost host() {
        return host;
    }

    /** Whatever it sends goes to another host from now on. */
    void reroute(SimulatedHost other) {
        host = other;
    }

    NodeSide side() {
        return program().orElseThrow().side;
    }

    Optional<Chain> chain() {
        return program().map(running -> running.side.chain());
    }

    Optional<Follow> follow() {
        return program().map(running -> running.follow);
    }

    List<Intent> intents() {
        return intents;
    }

    /** A number that no call or stream of this node had before, whatever it lost. */
    long nextCall() {
        return calls++;
    }

    @Override
    Running boot(LogDisk mounted) {
        NodeSide side = NodeSide.open(
                Path.of("/" + name()), SimulatedConsortium.GENESIS, mounted, SimulatedConsortium.VERIFICATION, clock());
        return new Running(this, side);
    }

    @Override
    void up(Running started) {
        world().oracle().nodeUp(this, started.side.chain());
        started.follow.connect();
        intents.stream().filter(intent -> !intent.settled()).forEach(this::tryLater);
        planWish();
    }

    /** Looks at what the replica shows now. */
    void moved() {
        Running running = program().orElseThrow();
        world().oracle().nodeShows(this, running.side);
        long position = running.side.chain().head().position();
        List<Waiting> come = running.waiting.stream()
                .filter(waiting -> waiting.position() <= position || !running.side.goesOn())
                .toList();
        running.waiting.removeAll(come);
        come.forEach(waiting -> waiting.then().run());
    }

    void hurry() {
        program().orElseThrow().follow.hurry();
    }

    void awaitPosition(long position, long patience, Runnable then) {
        Running running = program().orElseThrow();
        if (running.side.chain().head().position() >= position || !running.side.goesOn()) {
            after(0, "is-there", then);
            return;
        }
        Waiting waiting = new Waiting(position, then);
        running.waiting.add(waiting);
        after(patience, "patience-over", () -> {
            if (running.waiting.remove(waiting)) {
                then.run();
            }
        });
    }

    /** Sends a command to the host; the client hears of the answer, or that there was none. */
    void call(Client client, byte[] envelope, long patience) {
        long call = nextCall();
        Running running = program().orElseThrow();
        running.answers.put(call, client);
        SimulatedHost to = host;
        world().network().send(this, to, "submit", () -> to.submit(this, call, envelope));
        after(
                patience,
                "call-deadline",
                () -> Optional.ofNullable(running.answers.remove(call)).ifPresent(Client::failed));
    }

    void answered(long call, byte[] reply) {
        Optional.ofNullable(program().orElseThrow().answers.remove(call)).ifPresent(client -> client.answered(reply));
    }

    /** A submission has come to an end. */
    void done(Intent intent, SubmitOutcome outcome) {
        world().oracle().told(this, intent, outcome);
        if (outcome instanceof SubmitOutcome.Committed || outcome instanceof SubmitOutcome.Rejected) {
            intent.settle();
        } else {
            world().beforeRetry(intent, clock().millis());
            tryLater(intent);
        }
    }

    /** The wish is taken up again after a while. */
    void tryLater(Intent intent) {
        after(world().time().between(Scheduler.MILLI, LONGEST_RETRY), "tries", () -> {
            if (!intent.settled()) {
                new Client(this, intent).begin();
            }
        });
    }

    /** Takes up a wish; when the node is up, if it is down. */
    void wish(Intent intent) {
        intents.add(intent);
        world().oracle().wished(intent);
        after(0, "wishes", () -> new Client(this, intent).begin());
    }

    private void planWish() {
        after(world().time().around(BETWEEN_WISHES), "wishes", () -> {
            if (world().wishing()) {
                wish();
                planWish();
            }
        });
    }

    private void wish() {
        Intent intent = introduced
                ? world().intents().next(member, clock().millis())
                : world().intents().first(member, clock().millis());
        introduced = true;
        intents.add(intent);
        world().oracle().wished(intent);
        new Client(this, intent).begin();
    }
}
