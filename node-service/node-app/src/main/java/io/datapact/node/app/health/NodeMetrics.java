package io.datapact.node.app.health;

import io.datapact.ledger.follow.EmbeddedLedger;
import io.datapact.ledger.follow.FollowerHealth;
import io.datapact.node.NodeCore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The node's own figures. */
public final class NodeMetrics implements MeterBinder {
    private final EmbeddedLedger ledger;
    private final NodeCore core;

    /** Of a node. */
    public NodeMetrics(EmbeddedLedger ledger, NodeCore core) {
        this.ledger = ledger;
        this.core = core;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("datapact.ledger.entries", core, node -> node.follower().position() + 1.0)
                .description("Entries of the ledger that this node has verified and applied")
                .register(registry);
        Gauge.builder("datapact.ledger.lag", ledger, NodeMetrics::lag)
                .description("Entries that the host has signed and this node has not verified; -1 while not connected")
                .register(registry);
        Gauge.builder("datapact.ledger.diverged", ledger, NodeMetrics::diverged)
                .description("1 if the ledger's host was caught lying")
                .register(registry);
        Gauge.builder(
                        "datapact.runs.stuck",
                        core,
                        node -> node.runs().engine().stuck().size())
                .description("Runs that cannot go on at this node")
                .register(registry);
    }

    private static double lag(EmbeddedLedger ledger) {
        return ledger.health() instanceof FollowerHealth.Following(long size, long hostSize)
                ? Math.max(0, hostSize - size)
                : -1;
    }

    private static double diverged(EmbeddedLedger ledger) {
        return ledger.health() instanceof FollowerHealth.Diverged ? 1 : 0;
    }
}
