package io.datapact.ledger.simulation;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.wire.FollowReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simulation whose host is honest for a while and then lies. */
final class LyingWorld {
    private static final long HONEST = 4 * Scheduler.MINUTE;
    private static final long APART = 2 * Scheduler.MINUTE;
    private static final long AFTER = 4 * Scheduler.MINUTE;
    private static final Faults BREEZE =
            new Faults(0, 0, 0, 0.01, 0.02, 0.02, 20 * Scheduler.MINUTE, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final int MOST_MADE_UP = 200;

    private final World world;
    private final Lie lie;
    private final SimulatedHost host;
    private final SimulatedHost other;
    private final Map<Long, FollowReply> said = new HashMap<>();
    private boolean told;

    LyingWorld(long seed, Lie lie) {
        this.world = new World(Setup.of(seed, HONEST).withFaults(BREEZE).rotating(Long.MAX_VALUE));
        this.lie = lie;
        this.host = world.host();
        this.other = new SimulatedHost("other", world);
    }

    World world() {
        return world;
    }

    /** Whether the lie reached a member, so that somebody can find it. */
    boolean told() {
        return told;
    }

    LyingWorld play() {
        world.begin();
        world.run(HONEST);
        switch (lie) {
            case FORKS -> fork();
            case FORKS_AND_JOINS -> forkAndJoin();
            case ROLLS_BACK, REWRITES -> rollBack();
            default -> doctor();
        }
        world.run(AFTER);
        // What a member found is looked for at members that are up: power may have failed a moment ago.
        awaitUp();
        return this;
    }

    /** Whether a member has caught the host, waits for a time that has not come, or sees another history at a member. */
    boolean found() {
        return !world.oracle().found().isEmpty() || world.trace().count("waits") > 0 || membersDiffer();
    }

    /** What members see who compare checkpoints: the root of the shorter log in the longer one. */
    private boolean membersDiffer() {
        List<Chain> chains =
                world.nodes().stream().flatMap(node -> node.chain().stream()).toList();
        return chains.stream().anyMatch(one -> chains.stream().anyMatch(two -> differ(one, two)));
    }

    private static boolean differ(Chain one, Chain two) {
        long size = Math.min(one.head().size(), two.head().size());
        return !one.tree().root(size).equals(two.tree().root(size));
    }

    private void fork() {
        awaitUp();
        world.turn(host);
        world.turn(other);
        host.disk().copyTo(other.disk());
        other.start();
        world.nodes().stream().skip(1).forEach(node -> node.reroute(other));
        world.run(AFTER);
        awaitUp();
        told = host.chain().isPresent()
                && other.chain().isPresent()
                && differ(host.chain().get(), other.chain().get());
    }

    private void forkAndJoin() {
        fork();
        world.nodes().forEach(node -> node.reroute(host));
        world.run(AFTER);
    }

    private void rollBack() {
        awaitUp();
        SimulatedDisk older = new SimulatedDisk(world.time(), host.diskFaults());
        host.disk().copyTo(older);
        world.run(APART);
        world.turn(host);
        long most = world.nodes().stream()
                .flatMap(node -> node.chain().stream())
                .mapToLong(chain -> chain.head().size())
                .max()
                .orElse(0);
        world.nodes().forEach(world.network()::cut);
        host.stop(false);
        older.copyTo(host.disk());
        awaitUp();
        long kept = host.chain().orElseThrow().head().size();
        told = kept < most;
        if (lie == Lie.REWRITES) {
            makeUp(most + 1);
        }
        world.network().heal();
    }

    /** Orders a member's commands that nobody else knows of. */
    private void makeUp(long size) {
        for (int i = 0; i < MOST_MADE_UP && host.chain().orElseThrow().head().size() <= size; i++) {
            Intent intent = world.intents().next("bank-a", host.clock().millis());
            host.order(intent.signed().envelope());
            world.run(Scheduler.SECOND);
        }
        told &= host.chain().orElseThrow().head().size() > size;
    }

    /** A member comes back after a while, so that a message has several entries, and is lied to. */
    private void doctor() {
        SimulatedNode victim = world.nodes().getFirst();
        world.network().cut(victim);
        world.run(APART);
        awaitUp();
        world.turn(host);
        host.lie((node, message) -> {
            Doctored doctored = new Doctored(host.chain().orElseThrow(), lie);
            if (node != victim || !doctored.fits(message)) {
                return message;
            }
            told = true;
            return said.computeIfAbsent(size(message), size -> doctored.of(message, size));
        });
        world.network().heal();
    }

    private void awaitUp() {
        while (world.machines().stream().anyMatch(machine -> machine.program().isEmpty())) {
            world.run(Scheduler.SECOND);
        }
    }

    /** Position behind the last entry of a message. */
    private static long size(FollowReply message) {
        byte[] last = message.getEntries(message.getEntriesCount() - 1).toByteArray();
        return ((Parsed.Value<LogEntry>) LogEntry.parse(last)).value().position() + 1;
    }
}
