package io.datapact.node.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Fork;
import io.datapact.node.history.Forks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class LedgerHealthTest {
    @TempDir
    private Path home;

    @Test
    void is_down_and_says_where_the_evidence_is_once_a_fork_was_found_also_after_a_restart() {
        new Forks(home).keep(new Fork("ours\n", "theirs\n", Digest.of(new byte[0]), List.of()));
        Health.Builder health = Health.up();
        LedgerHealth.forked(health, new Forks(home));
        Health told = health.build();
        assertThat(told.getStatus()).isEqualTo(Status.DOWN);
        assertThat(told.getDetails()).containsEntry("state", "forked").containsEntry("forks", 1);
        assertThat(told.getDetails().get("action")).asString().contains(home.toString());
    }

    @Test
    void says_how_many_commands_were_handed_in_and_are_not_on_the_ledger() {
        Health.Builder health = Health.up();
        LedgerHealth.overdue(health, 0);
        assertThat(health.build().getDetails()).isEmpty();
        LedgerHealth.overdue(health, 2);
        assertThat(health.build().getStatus()).isEqualTo(Status.UP);
        assertThat(health.build().getDetails()).containsEntry("overdue", 2).containsKey("overdueAction");
    }
}
