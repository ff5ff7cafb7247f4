package io.datapact.node.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.MemberId;
import io.datapact.node.evidence.RefusalLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class EvidenceHealthTest {
    @TempDir
    private Path home;

    private final List<RefusalLog.Day> damaged = new ArrayList<>();

    @Test
    void tells_which_days_refusals_are_damaged() {
        EvidenceHealth health = new EvidenceHealth(home, () -> damaged);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).isEmpty();
        damaged.add(new RefusalLog.Day(20_000, new MemberId("bank-a")));
        Health told = health.health();
        assertThat(told.getStatus()).isEqualTo(Status.UP);
        assertThat(told.getDetails()).containsEntry("damaged-refusals", List.of("20000/bank-a"));
        assertThat(told.getDetails().get("action")).asString().startsWith("restore these files of evidence/.refusals");
        damaged.clear();
        assertThat(health.health().getDetails()).isEmpty();
    }

    @Test
    void is_down_where_nothing_can_be_written() throws IOException {
        EvidenceHealth health = new EvidenceHealth(Files.writeString(home.resolve("evidence"), "full"), () -> damaged);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsKey("action");
    }
}
