package io.datapact.node.app.health;

import io.datapact.ledger.follow.EmbeddedLedger;
import io.datapact.ledger.follow.FollowerHealth;
import io.datapact.node.follow.LedgerFollower;
import io.datapact.node.history.Forks;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether this node follows the ledger, how far it lags, and whether the host was caught. */
public final class LedgerHealth implements HealthIndicator {
    private final EmbeddedLedger ledger;
    private final LedgerFollower follower;
    private final Forks forks;

    /**
     * Looks at a ledger and at what reads it here.
     *
     * @param forks found when this node compared checkpoints with others
     */
    public LedgerHealth(EmbeddedLedger ledger, LedgerFollower follower, Forks forks) {
        this.ledger = ledger;
        this.follower = follower;
        this.forks = forks;
    }

    @Override
    public Health health() {
        Health.Builder health = switch (ledger.health()) {
            case FollowerHealth.Following(long size, long hostSize) ->
                Health.up()
                        .withDetail("entries", size)
                        .withDetail("lag", Math.max(0, hostSize - size))
                        .withDetail("applied", follower.position() + 1);
            case FollowerHealth.Connecting connecting ->
                Health.outOfService().withDetail("state", "connecting").withDetail("action", "is the host up?");
            case FollowerHealth.Waiting waiting ->
                Health.outOfService()
                        .withDetail("state", "waiting")
                        .withDetail("action", "entries are dated ahead: compare this machine's clock with the host's");
            case FollowerHealth.Diverged(long position, String detail) ->
                Health.down()
                        .withDetail("state", "diverged")
                        .withDetail("position", position)
                        .withDetail("action", "compare checkpoints with the other members");
            case FollowerHealth.Stopped stopped ->
                Health.down().withDetail("state", "stopped").withDetail("action", "mend the disk and restart");
            case FollowerHealth.Closed closed -> Health.down().withDetail("state", "closed");
        };
        overdue(health, ledger.overdue().size());
        if (forks.any()) {
            forked(health, forks);
        }
        follower.fault().ifPresent(fault -> health.down().withDetail("fault", "the node follows no further"));
        return health.build();
    }

    /** Not down: a host that is slow is no liar, and only people can tell the two apart. */
    static void overdue(Health.Builder health, int commands) {
        if (commands > 0) {
            health.withDetail("overdue", commands)
                    .withDetail(
                            "overdueAction",
                            "commands handed in here are not on the ledger though their time was over: hand them in again,"
                                    + " or show them to the other members");
        }
    }

    static void forked(Health.Builder health, Forks forks) {
        health.down()
                .withDetail("state", "forked")
                .withDetail("forks", forks.all().size())
                .withDetail(
                        "action",
                        "the ledger's key signed two histories; both checkpoints are in " + forks.folder()
                                + ": decide with the other members, nothing is computed here until then");
    }
}
