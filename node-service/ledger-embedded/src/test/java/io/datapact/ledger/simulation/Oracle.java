package io.datapact.ledger.simulation;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.Head;
import io.datapact.ledger.follow.EmbeddedLedger;
import io.datapact.ledger.follow.FollowerHealth;
import io.datapact.ledger.follow.NodeSide;
import io.datapact.node.ledger.SubmitOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees what every machine says and holds it against what a ledger promises. */
final class Oracle {
    private final World world;
    private final Promises promises = new Promises(this::fail);
    private final Map<Long, Digest> roots = new HashMap<>();
    private final Map<String, Long> shown = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private Optional<String> failure = Optional.empty();
    private long largest;

    Oracle(World world) {
        this.world = world;
    }

    /** What does not hold, once something does not. */
    Optional<String> failure() {
        return failure;
    }

    /** What nodes caught a lying host at. */
    List<String> found() {
        return List.copyOf(found);
    }

    Promises promises() {
        return promises;
    }

    void fail(String what) {
        if (failure.isEmpty()) {
            failure = Optional.of(what);
            world.trace().note("oracle", "FAILS", what);
        }
    }

    void wished(Intent intent) {
        promises.wished(intent);
    }

    void arrived(Digest command) {
        promises.arrived(command);
    }

    void answered(SimulatedHost host, Digest command, SubmitOutcome outcome) {
        if (world.honest(host)) {
            promises.answered(command, outcome);
        }
    }

    void told(SimulatedNode node, Intent intent, SubmitOutcome outcome) {
        if (world.honest(node.host())) {
            promises.told(intent, outcome);
        }
    }

    /** A host has started: all that was promised must be there. */
    void hostUp(SimulatedHost host, Chain chain) {
        if (!world.honest(host)) {
            return;
        }
        if (chain.head().size() < largest) {
            fail("lost: the host came up with " + chain.head().size() + " entries, " + largest + " were shown before");
        }
        promises.requireKept(chain);
        shown(host, chain.head());
    }

    /** A machine shows its head: one root for each size, whoever shows it. */
    void shown(Machine<?> machine, Head head) {
        if (!world.honest()) {
            return;
        }
        Digest before = roots.putIfAbsent(head.size(), head.root());
        if (before != null && !before.equals(head.root())) {
            fail("two roots over " + head.size() + " entries, the second from " + machine.name());
        }
        largest = Math.max(largest, head.size());
    }

    /** A node has started: its replica never goes back. */
    void nodeUp(SimulatedNode node, Chain chain) {
        long before = shown.getOrDefault(node.name(), 0L);
        if (chain.head().size() < before) {
            fail(node.name() + " went back from " + before + " to "
                    + chain.head().size() + " entries");
        }
        shown(node, chain.head());
        shown.put(node.name(), chain.head().size());
    }

    /** A node took something in. */
    void nodeShows(SimulatedNode node, NodeSide side) {
        Head head = side.chain().head();
        shown(node, head);
        long before = shown.getOrDefault(node.name(), 0L);
        long latest = node.clock().millis() + EmbeddedLedger.MOST_AHEAD_MILLIS;
        for (long position = before; position < head.size(); position++) {
            if (side.chain().viewAt(position).time() > latest) {
                fail(node.name() + " took entry " + position + ", dated beyond its bound");
            }
        }
        if (head.size() < before) {
            fail(node.name() + " shows less than before");
        }
        shown.put(node.name(), head.size());
        checkpointed(node, side);
        if (side.health() instanceof FollowerHealth.Diverged(long position, String detail)) {
            caught(node, detail);
        } else if (side.health() instanceof FollowerHealth.Waiting(String detail)) {
            world.trace().note(node.name(), "waits", detail);
        }
    }

    /** Nothing goes wrong any more and all has had time: everything must be settled and equal. */
    void atRest(Chain host, List<Chain> nodes) {
        for (Chain node : nodes) {
            if (!node.head().equals(host.head())) {
                fail("at rest, a replica shows " + node.head() + ", the host " + host.head());
            } else if (!node.stateDigest(node.head().position())
                    .equals(host.stateDigest(host.head().position()))) {
                fail("at rest, a replica's state differs from the host's");
            } else if (!node.handovers().notes(0).equals(host.handovers().notes(0))) {
                fail("at rest, a replica keeps other handovers than the host");
            }
        }
        List<LogEntry> entries = new ArrayList<>();
        for (long position = 1; position < host.head().size(); position++) {
            entries.add(host.update(position).entry());
        }
        promises.atRest(entries);
    }

    private void checkpointed(SimulatedNode node, NodeSide side) {
        side.newest().ifPresent(newest -> {
            if (newest.entries() > side.chain().head().size()) {
                fail(node.name() + " keeps a checkpoint of more entries than it shows");
            } else if (!side.chain().tree().root(newest.entries()).equals(newest.root())) {
                fail(node.name() + " keeps a checkpoint of another history");
            }
        });
    }

    private void caught(SimulatedNode node, String detail) {
        world.trace().note(node.name(), "caught-the-host", detail);
        if (world.honest()) {
            fail(node.name() + " accuses an honest host: " + detail);
        }
        found.add(node.name() + ": " + detail);
    }
}
