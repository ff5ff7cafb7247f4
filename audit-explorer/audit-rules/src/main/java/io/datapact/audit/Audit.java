package io.datapact.audit;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.bundle.BundleReader;
import io.datapact.audit.history.Ledger;
import io.datapact.audit.history.LedgerReading;
import io.datapact.audit.proof.TaskReading;
import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Replay;
import io.datapact.audit.rule.RuleEngine;
import io.datapact.audit.rule.Signatures;
import io.datapact.contract.id.Digest;
import io.datapact.pki.key.EcdsaSignatures;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Verifies evidence bundles and replays histories, offline.
 *
 * <pre>
 * AuditReport report = Audit.verify(Path.of("bundle.zip"), Optional.of(Path.of("root.pem")));
 * System.out.print(report.text());
 * System.exit(report.exitCode());
 * </pre>
 */
public final class Audit {
    private static final int BUFFER_BYTES = 1 << 16;

    private Audit() {}

    /**
     * Verifies a bundle.
     *
     * @param bundle a zip as {@link io.datapact.audit.bundle.BundleWriter} writes it; untrusted
     * @param roots  PEM of the roots that the auditor trusts; without them critical rules are unverifiable
     * @throws IOException                              if a file cannot be read
     * @throws io.datapact.pki.certificate.PemException if the roots are not PEM of certificates
     */
    public static AuditReport verify(Path bundle, Optional<Path> roots) throws IOException {
        Set<X509Certificate> trusted = roots.isPresent() ? TrustedRoots.read(roots.get()) : Set.of();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle), BUFFER_BYTES)) {
            return verify(in, trusted);
        }
    }

    /** Verifies a bundle out of a stream, by the rule book of this release. */
    public static AuditReport verify(InputStream bundle, Set<X509Certificate> roots) throws IOException {
        return verify(bundle, roots, RuleBookReplay::new);
    }

    /** Verifies a bundle by another rule book: what the rules find does not depend on it, but for E12. */
    static AuditReport verify(InputStream bundle, Set<X509Certificate> roots, Function<Signatures, Replay> replay)
            throws IOException {
        Signatures signatures = new Signatures(EcdsaSignatures.fastest());
        RuleEngine engine = new RuleEngine(replay.apply(signatures), signatures, roots);
        LedgerReading reading = new LedgerReading(engine.observers());
        Bundle read = BundleReader.read(bundle, reading);
        Optional<BundleClass> ofTask = read.bundleClass().filter(BundleClass::isOfTask);
        Ledger ledger = ofTask.map(claim -> task(read, claim, engine)).orElseGet(reading::ledger);
        return new AuditReport(engine.finish(read, ledger), ledger.entries(), ledger.stateRoot(), ledger.network());
    }

    /** Only now, with all proofs at hand, can the entries of a task's bundle be shown to the rules. */
    private static Ledger task(Bundle bundle, BundleClass claim, RuleEngine engine) {
        TaskReading reading = new TaskReading(bundle, claim);
        return reading.show(engine.observers(reading.history()));
    }

    /**
     * Replays a history by the rule book of this release.
     *
     * @param history a bundle, or a folder of entries: {@code 000000.json} on, or an unpacked bundle
     * @throws IOException if a file cannot be read
     */
    public static ReplayOutcome replay(Path history) throws IOException {
        Replaying replaying = new Replaying(new RuleBookReplay(new Signatures(EcdsaSignatures.fastest())));
        LedgerReading reading = new LedgerReading(List.of(replaying));
        if (Files.isDirectory(history)) {
            HistoryFolder.read(history, reading);
        } else {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(history), BUFFER_BYTES)) {
                Bundle read = BundleReader.read(in, reading);
                read.bundleClass()
                        .filter(BundleClass::isOfTask)
                        .ifPresent(claim -> replaying.stop("expected a bundle of class complete to replay, found one of"
                                + " class task, which has some commands only"));
                read.faults().forEach(fault -> replaying.stop(fault.path() + ": " + fault.detail()));
            }
        }
        Digest state = reading.ledger().stateRoot();
        long entries = reading.ledger().entries();
        if (entries == 0) {
            replaying.stop("expected ledger entries from 000000.json on, found none in " + history);
        }
        return replaying
                .stopped()
                .<ReplayOutcome>map(ReplayOutcome.Diverged::new)
                .orElseGet(() -> new ReplayOutcome.Replayed(entries, state));
    }
}
