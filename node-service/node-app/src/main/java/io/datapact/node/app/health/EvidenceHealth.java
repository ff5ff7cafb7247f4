package io.datapact.node.app.health;

import io.datapact.node.evidence.RefusalLog;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether evidence can be written: no evidence, no run. Tries it with a file. Names the days, with their askers, whose
 * refusals are damaged on disk: these cannot be told to the ledger, while all else goes on.
 */
public final class EvidenceHealth implements HealthIndicator {
    private static final byte[] PROBE = {'o', 'k', '\n'};

    private final Path folder;
    private final Supplier<List<RefusalLog.Day>> damaged;

    /**
     * Of the evidence in a folder.
     *
     * @param damaged days whose refusals are damaged
     */
    public EvidenceHealth(Path folder, Supplier<List<RefusalLog.Day>> damaged) {
        this.folder = folder;
        this.damaged = damaged;
    }

    @Override
    public Health health() {
        Path probe = folder.resolve(".writable");
        try {
            AtomicFiles.writePrivate(probe, PROBE);
            Files.deleteIfExists(probe);
            return up();
        } catch (UncheckedIOException | IOException e) {
            return Health.down()
                    .withDetail("action", "make room or mend the disk; nothing is started until then")
                    .build();
        }
    }

    private Health up() {
        List<String> days =
                damaged.get().stream().map(day -> day.day() + "/" + day.asker()).toList();
        return days.isEmpty()
                ? Health.up().build()
                : Health.up()
                        .withDetail("damaged-refusals", days)
                        .withDetail(
                                "action",
                                "restore these files of evidence/.refusals, or the chain of their task, from a copy")
                        .build();
    }
}
