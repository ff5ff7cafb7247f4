package io.datapact.launcher.bench;

import io.datapact.contract.id.Bytes;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Durable signed commands a second with 32 clients, and how long one client alone waits for one. */
final class LedgerBench {
    private static final int CLIENTS = 32;
    private static final int COMMANDS = 16_000;
    private static final int WARM_UP = 16_000;
    private static final int REPETITIONS = 5;
    private static final int SINGLES = 1_000;

    private final Consortium consortium;
    private int next;

    private LedgerBench(Consortium consortium) {
        this.consortium = consortium;
    }

    static List<BenchLine> run() {
        Path folder = temporary();
        try {
            Bytes logKey = LogKey.generate(folder.resolve("log.key.pem"));
            LedgerBench bench = new LedgerBench(new Consortium(logKey));
            return bench.measure(folder);
        } finally {
            Demo.delete(folder);
        }
    }

    private List<BenchLine> measure(Path folder) {
        GenesisEntry genesis = GenesisEntry.of(consortium.genesis());
        LocalLedger.initialise(folder.resolve("chain"), genesis);
        try (LocalLedger ledger = LocalLedger.open(
                folder.resolve("chain"),
                genesis,
                LogKey.load(folder.resolve("log.key.pem"), genesis.logKey()),
                Clock.systemUTC())) {
            consortium.registrations().forEach(command -> submit(ledger, SignedCommand.of(command)));
            together(ledger, signed(WARM_UP));
            double[] seconds = new double[REPETITIONS];
            for (int i = 0; i < REPETITIONS; i++) {
                seconds[i] = together(ledger, signed(COMMANDS));
            }
            BenchLine many = BenchLine.of("ledger.submit.32-clients", COMMANDS, CLIENTS, "none", seconds, 0);
            double[] singles = new double[SINGLES];
            List<SignedCommand> commands = signed(SINGLES);
            for (int i = 0; i < SINGLES; i++) {
                long begin = System.nanoTime();
                submit(ledger, commands.get(i));
                singles[i] = (System.nanoTime() - begin) / 1e9;
            }
            return List.of(many, BenchLine.of("ledger.submit.one-client", 1, 1, "none", singles, 0));
        }
    }

    private List<SignedCommand> signed(int count) {
        SignedCommand[] commands = new SignedCommand[count];
        int first = next;
        next += count;
        Arrays.parallelSetAll(
                commands,
                i -> SignedCommand.of(consortium.signed("clearing-c", "market", RulesBench.payIn(first + i))));
        return List.of(commands);
    }

    /** Submits from 32 clients at once; seconds it took. The number of commands is a multiple of 32, or the rest is left. */
    static double together(LocalLedger ledger, List<SignedCommand> commands) {
        long begin = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> ends = new ArrayList<>();
            int share = commands.size() / CLIENTS;
            for (int client = 0; client < CLIENTS; client++) {
                List<SignedCommand> own = commands.subList(client * share, (client + 1) * share);
                ends.add(clients.submit(() -> own.forEach(command -> submit(ledger, command))));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new LaunchException("a client of the benchmark failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    static void submit(LocalLedger ledger, SignedCommand command) {
        SubmitOutcome outcome = ledger.submit(command);
        while (outcome instanceof SubmitOutcome.Conflicted) {
            outcome = ledger.submit(command);
        }
        if (!(outcome instanceof SubmitOutcome.Committed)) {
            throw new LaunchException("expected the benchmark's command to be committed, found " + outcome);
        }
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("datapact-bench-");
        } catch (IOException e) {
            throw new LaunchException("no temporary folder could be made", e);
        }
    }
}
