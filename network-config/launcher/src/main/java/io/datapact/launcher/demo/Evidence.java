package io.datapact.launcher.demo;

import static io.datapact.launcher.demo.DemoTask.BANK;
import static io.datapact.launcher.demo.DemoTask.TASK;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Finding;
import io.datapact.audit.rule.Verdict;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.audit.BundleExport;
import io.datapact.launcher.audit.BundleVerification;
import io.datapact.launcher.demo.DemoSummary.AuditCount;
import io.datapact.launcher.demo.DemoSummary.LedgerState;
import io.datapact.launcher.demo.StoryTeller.Ending;
import io.datapact.launcher.network.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;

/** Last chapter: the evidence is exported, verified without any node, and a changed byte is found. */
final class Evidence {
    private static final int EXPORTS = 50;

    private final Cast cast;
    private final StoryTeller teller;
    private final Layout layout;
    private final Path results;
    private Optional<LedgerState> ledger = Optional.empty();

    Evidence(Cast cast, StoryTeller teller, Layout layout, Path results) {
        this.cast = cast;
        this.teller = teller;
        this.layout = layout;
        this.results = results;
    }

    DemoSummary play(String csv, SortedMap<String, Long> balances) {
        Path bundle = results.resolve("bundle.zip");
        Path root = results.resolve("root.pem");
        teller.play("export", "the bank's node exports the complete evidence of the task", () -> {
            keep(csv, root);
            ledger = Optional.of(export(bundle));
            return Ending.done(size(bundle) + " bytes in " + bundle);
        });
        List<AuditReport> reports = new ArrayList<>();
        teller.play("verify", "an auditor verifies the bundle with the trusted root alone", () -> {
            AuditReport report = BundleVerification.of(bundle, Optional.of(root));
            reports.add(report);
            return verified(report);
        });
        teller.play(
                "verify-task",
                "another bundle has the commands that matter to this task alone, with proofs of all that they rest on",
                () -> taskBundle(results.resolve("task.zip"), root));
        teller.play(
                "verify-tampered",
                "one bit in the middle of the bundle is flipped, and the bundle verified again",
                () -> tampered(bundle, root));
        return new DemoSummary(teller.steps(), rows(csv), balances, count(reports.getFirst()), ledger.orElseThrow());
    }

    private Ending verified(AuditReport report) {
        if (report.count(Verdict.VIOLATED) > 0 || report.count(Verdict.UNVERIFIABLE) > 0) {
            throw new RefusedException("AUDIT", "expected every rule to hold, found:\n" + report.text());
        }
        return Ending.done(report.count(Verdict.HOLDS) + " rules hold, none violated, none unverifiable");
    }

    private Ending taskBundle(Path bundle, Path root) {
        new BundleExport(cast.node(BANK)).write(TASK, BundleExport.Kind.TASK, bundle);
        return verified(BundleVerification.of(bundle, Optional.of(root)));
    }

    private Ending tampered(Path bundle, Path root) {
        Path copy = results.resolve("tampered.zip");
        try {
            byte[] bytes = Files.readAllBytes(bundle);
            bytes[bytes.length / 2] ^= 1;
            Files.write(copy, bytes);
            AuditReport report = BundleVerification.of(copy, Optional.of(root));
            if (report.exitCode() != AuditReport.VIOLATED) {
                throw new RefusedException("AUDIT", "expected the flipped byte to be found, found no rule violated");
            }
            Finding first = report.findings().stream()
                    .filter(finding -> finding.verdict() == Verdict.VIOLATED)
                    .findFirst()
                    .orElseThrow();
            return Ending.refused(first.rule().id(), first.rule().english() + "\n" + first.detail());
        } catch (IOException e) {
            throw new LaunchException("the tampered copy could not be written to " + copy, e);
        } finally {
            remove(copy);
        }
    }

    private static AuditCount count(AuditReport report) {
        return new AuditCount(
                report.count(Verdict.HOLDS), report.count(Verdict.VIOLATED), report.count(Verdict.UNVERIFIABLE));
    }

    /** Exports until the ledger stood still meanwhile, so that the node's own digest is that of the bundle's state. */
    private LedgerState export(Path bundle) {
        for (int i = 0; i < EXPORTS; i++) {
            LedgerState before = ledgerNow();
            new BundleExport(cast.node(BANK)).write(TASK, bundle);
            if (ledgerNow().equals(before)) {
                return before;
            }
            Computation.pause();
        }
        throw new LaunchException("expected the ledger to stand still within " + EXPORTS + " exports, found it moving");
    }

    private LedgerState ledgerNow() {
        JsonNode ledger = cast.read(BANK, "auditor", "/v1/ledger").json();
        return new LedgerState(
                ledger.path("kind").asString(""),
                ledger.path("entries").asLong(0),
                ledger.path("stateDigest").asString(""));
    }

    private void keep(String csv, Path root) {
        try {
            Files.createDirectories(results);
            Files.writeString(results.resolve("result.csv"), csv);
            Files.copy(layout.trustedRoot(), root, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LaunchException("the results could not be written to " + results, e);
        }
    }

    private static List<Map<String, String>> rows(String csv) {
        List<String> lines = csv.lines().toList();
        String[] header = lines.getFirst().split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new LaunchException("the bundle " + file + " could not be read", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LaunchException("the tampered copy " + file + " could not be deleted", e);
        }
    }
}
