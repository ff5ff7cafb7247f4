package io.datapact.node.app.health;

import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether evidence can be written: no evidence, no run. Tries it with a file. */
public final class EvidenceHealth implements HealthIndicator {
    private static final byte[] PROBE = {'o', 'k', '\n'};

    private final Path folder;

    /** Of the evidence in a folder. */
    public EvidenceHealth(Path folder) {
        this.folder = folder;
    }

    @Override
    public Health health() {
        Path probe = folder.resolve(".writable");
        try {
            AtomicFiles.writePrivate(probe, PROBE);
            Files.deleteIfExists(probe);
            return Health.up().build();
        } catch (UncheckedIOException | IOException e) {
            return Health.down()
                    .withDetail("action", "make room or mend the disk; nothing is started until then")
                    .build();
        }
    }
}
