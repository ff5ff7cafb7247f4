package io.datapact.launcher.command;

import io.datapact.launcher.ExitCodes;
import io.datapact.launcher.bench.Benches;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datapact bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures this build on this machine.")
public final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}")
    private Benches what = Benches.rules;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        what.run().forEach(line -> System.out.println(Benches.text(line, json)));
        return ExitCodes.DONE;
    }
}
