package io.datapact.launcher;

import io.datapact.launcher.command.AuditCommand;
import io.datapact.launcher.command.BenchCommand;
import io.datapact.launcher.command.DemoCommand;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code datapact} command. */
@Command(
        name = "datapact",
        mixinStandardHelpOptions = true,
        version = "datapact 0.1.0-SNAPSHOT",
        description = "Compute on joint data without showing it; run only what was approved; prove it afterwards.",
        subcommands = {DemoCommand.class, AuditCommand.class, BenchCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or all holds",
            "1:refused or violated; the reason code is printed",
            "2:wrong usage",
            "3:infrastructure failed",
            "4:something critical is unverifiable"
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    /** The command with all below it; what fails becomes a sentence and an exit code. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.getCommandSpec().exitCodeOnExecutionException(ExitCodes.INFRASTRUCTURE);
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().exitCodeOnExecutionException(ExitCodes.INFRASTRUCTURE));
        line.setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command.getErr()));
        return line;
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command, found none; see the list below");
    }

    private static int tell(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof RefusedException refused) {
            err.println("datapact: " + refused.reason() + ": " + refused.getMessage());
            return ExitCodes.REFUSED;
        }
        if (failure instanceof UsageException) {
            err.println("datapact: " + failure.getMessage());
            return ExitCodes.USAGE;
        }
        if (failure instanceof LaunchException) {
            err.println("datapact: " + failure.getMessage());
            return ExitCodes.INFRASTRUCTURE;
        }
        err.println("datapact: something unforeseen failed; please report it with the trace below");
        throw failure;
    }
}
