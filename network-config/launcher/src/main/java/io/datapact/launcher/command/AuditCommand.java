package io.datapact.launcher.command;

import io.datapact.audit.ReplayOutcome;
import io.datapact.audit.VerifyScript;
import io.datapact.audit.report.AuditReport;
import io.datapact.launcher.ExitCodes;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.UsageException;
import io.datapact.launcher.audit.BundleExport;
import io.datapact.launcher.audit.BundleVerification;
import io.datapact.launcher.rest.NodeApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code datapact audit …}. All but {@code export} work offline. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Exports evidence bundles, and verifies them without any node.")
public final class AuditCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected export, verify, replay or script, found none");
    }

    /** Verifies a bundle: one line a rule. */
    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Verifies a bundle; one line a rule.")
    int verify(
            @Parameters(paramLabel = "BUNDLE", description = "The bundle's zip file.") Path bundle,
            @Option(
                            names = "--trust",
                            paramLabel = "PEM",
                            description = "The trusted roots, got by another way than the bundle.")
                    Optional<Path> trust,
            @Option(names = "--report", paramLabel = "text|json|sarif", defaultValue = "text") ReportForm form) {
        AuditReport report = BundleVerification.of(bundle, trust);
        System.out.println(form.of(report));
        return report.exitCode();
    }

    /** Executes all commands again. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Decides every recorded command again and prints the digest of the state.")
    int replay(
            @Parameters(paramLabel = "HISTORY", description = "A bundle, or a folder of ledger entries.")
                    Path history) {
        return switch (BundleVerification.replay(history)) {
            case ReplayOutcome.Replayed replayed -> {
                System.out.println(replayed.entries() + " entries, state " + replayed.stateDigest());
                yield ExitCodes.DONE;
            }
            case ReplayOutcome.Diverged diverged -> throw new RefusedException("DIVERGED", diverged.detail());
        };
    }

    /** Prints the verifier that needs no Java. */
    @Command(
            name = "script",
            mixinStandardHelpOptions = true,
            description = "Prints verify.sh, which verifies a bundle with bash, openssl, jq and coreutils alone.")
    int script() {
        System.out.writeBytes(VerifyScript.bytes());
        System.out.flush();
        return ExitCodes.DONE;
    }

    /** Writes a bundle of what a node holds. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes the evidence of a task as a bundle.")
    int export(
            @Option(names = "--node", required = true, paramLabel = "DIR", description = "The node's home folder.")
                    Path home,
            @Option(names = "--task", required = true, paramLabel = "TASK") String task,
            @Option(
                            names = "--class",
                            paramLabel = "complete|task",
                            defaultValue = "complete",
                            description = "All commands of the network, or those that matter to the task, with proofs.")
                    BundleKind kind,
            @Option(names = "--incomplete", description = "Do not wait for parties whose last word is missing.")
                    boolean incomplete,
            @Option(names = "--out", required = true, paramLabel = "ZIP") Path out) {
        BundleExport.id(task);
        if (Files.isDirectory(out)) {
            throw new UsageException("expected the name of a file for --out, found the folder " + out);
        }
        try (NodeApi node = NodeApi.ofHome(home)) {
            BundleExport export = new BundleExport(node);
            if (incomplete) {
                export.writeIncomplete(task, kind.kind(), out);
            } else {
                export.write(task, kind.kind(), out);
            }
        }
        System.out.println(out);
        return ExitCodes.DONE;
    }
}
