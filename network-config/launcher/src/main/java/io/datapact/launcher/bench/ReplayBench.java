package io.datapact.launcher.bench;

import io.datapact.contract.rules.RuleBook;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.chain.SignatureWarmer;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.ledger.local.SignedHead;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.SignedCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * How fast a log is replayed, without signatures and with them, how long a start from a snapshot takes, and what a replica
 * holds in memory. Each command is a payment in, which writes three keys, two of them new.
 */
final class ReplayBench {
    private static final int REPLAYED = 40_000;
    private static final int KEYS = 1_000_000;
    private static final int NEW_KEYS_PER_COMMAND = 2;
    private static final int PIECE = 16_000;
    private static final int REPETITIONS = 5;

    private final Path folder;
    private final Consortium consortium;
    private final GenesisEntry genesis;
    private int next;

    private ReplayBench(Path folder) {
        this.folder = folder;
        this.consortium = new Consortium(LogKey.generate(folder.resolve("log.key.pem")));
        this.genesis = GenesisEntry.of(consortium.genesis());
    }

    static List<BenchLine> run() {
        Path folder = LedgerBench.temporary();
        try {
            return new ReplayBench(folder).measure();
        } finally {
            Demo.delete(folder);
        }
    }

    private List<BenchLine> measure() {
        LocalLedger.initialise(chainFolder(), genesis);
        try (LocalLedger ledger = open()) {
            consortium.registrations().forEach(command -> LedgerBench.submit(ledger, SignedCommand.of(command)));
            grow(ledger, REPLAYED);
        }
        RuleBook trusting = new RuleBook((key, message, signature) -> true);
        List<BenchLine> lines = new ArrayList<>();
        lines.add(replays("ledger.replay.no-signatures", () -> chain(trusting, SignatureWarmer.none())));
        lines.add(replays("ledger.replay.signatures", () -> {
            CommandVerification verification = new CommandVerification();
            return chain(verification.rules(), verification);
        }));
        try (LocalLedger ledger = open()) {
            grow(ledger, KEYS / NEW_KEYS_PER_COMMAND);
            SignedHead head = ledger.signedHead();
            ledger.chain().snapshots().write(head.note(), head.size());
        }
        lines.addAll(starts());
        return lines;
    }

    private BenchLine replays(String name, Supplier<Chain> opening) {
        double[] seconds = new double[REPETITIONS];
        long entries = 0;
        for (int i = -1; i < REPETITIONS; i++) {
            long begin = System.nanoTime();
            try (Chain chain = opening.get()) {
                entries = chain.head().size();
            }
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - begin) / 1e9;
            }
        }
        return BenchLine.of(name, entries, 1, "none", seconds, 0);
    }

    /** Starts from the snapshot, and the heap that is in use after the last one, in the line's bytes. */
    private List<BenchLine> starts() {
        double[] seconds = new double[REPETITIONS];
        long used = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            long begin = System.nanoTime();
            try (LocalLedger ledger = open()) {
                seconds[i] = (System.nanoTime() - begin) / 1e9;
                if (ledger.chain().snapshots().begun() != ledger.chain().head().size()) {
                    throw new LaunchException("expected a start from the snapshot, found "
                            + ledger.chain().snapshots().refused());
                }
                used = used();
            }
        }
        return List.of(
                BenchLine.of("ledger.start.snapshot", KEYS, 1, "none", seconds, size()),
                BenchLine.of("ledger.heap.million-keys", KEYS, 1, "none", seconds, used));
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private long size() {
        try {
            return Files.size(chainFolder().resolve("snapshot"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void grow(LocalLedger ledger, int upTo) {
        while (next < upTo) {
            SignedCommand[] commands = new SignedCommand[PIECE];
            int first = next;
            next += PIECE;
            Arrays.parallelSetAll(
                    commands,
                    i -> SignedCommand.of(consortium.signed("clearing-c", "market", RulesBench.payIn(first + i))));
            LedgerBench.together(ledger, List.of(commands));
        }
    }

    private Chain chain(RuleBook rules, SignatureWarmer warmer) {
        return Chain.open(chainFolder(), new EntryCheck(genesis, rules), LogDisk.real(), warmer);
    }

    private LocalLedger open() {
        return LocalLedger.open(
                chainFolder(),
                genesis,
                LogKey.load(folder.resolve("log.key.pem"), genesis.logKey()),
                Clock.systemUTC());
    }

    private Path chainFolder() {
        return folder.resolve("chain");
    }
}
