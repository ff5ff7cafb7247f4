package io.datapact.launcher.audit;

import io.datapact.audit.Audit;
import io.datapact.audit.ReplayOutcome;
import io.datapact.audit.report.AuditReport;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.UsageException;
import io.datapact.pki.certificate.PemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Verifies files on disk; failures to read them become sentences. */
public final class BundleVerification {
    private BundleVerification() {}

    /** Verifies a bundle against trusted roots. */
    public static AuditReport of(Path bundle, Optional<Path> roots) {
        requireFile(bundle);
        roots.ifPresent(BundleVerification::requireFile);
        try {
            return Audit.verify(bundle, roots);
        } catch (IOException e) {
            throw new LaunchException(
                    "expected a readable bundle " + bundle
                            + roots.map(r -> " and roots " + r).orElse("") + ": " + e.getMessage(),
                    e);
        } catch (PemException e) {
            throw new RefusedException("ROOTS", e.getMessage());
        }
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UsageException("expected a readable file " + file + ", found none; check the name");
        }
    }

    /** Replays a history. */
    public static ReplayOutcome replay(Path history) {
        if (!Files.isDirectory(history)) {
            requireFile(history);
        }
        try {
            return Audit.replay(history);
        } catch (IOException e) {
            throw new LaunchException("expected a readable history in " + history + ": " + e.getMessage(), e);
        }
    }
}
