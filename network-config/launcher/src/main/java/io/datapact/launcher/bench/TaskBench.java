package io.datapact.launcher.bench;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.chain.SignatureWarmer;
import io.datapact.ledger.chain.Snapshots;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.node.ledger.SignedCommand;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a replica of a million tasks holds in memory, and how long it takes to start. Each task is proposed with a whole
 * manifest and closed: two entries, four keys. The entries are applied without verifying their signatures, which are
 * right; the log, the snapshots on the way and the starts are the ledger's own.
 */
final class TaskBench {
    private static final int TASKS = Integer.getInteger("datapact.bench.tasks", 1_000_000);
    private static final int PIECE = 5_000;
    private static final int STARTS = 5;
    private static final int SLOT = 1;
    private static final Code DONE = new Code("done");

    private final Path chainFolder;
    private final Consortium consortium;
    private final GenesisEntry genesis;
    private final NoteSigner signer;
    private final RuleBook trusting = new RuleBook((key, message, signature) -> true);

    private TaskBench(Path folder) {
        this.chainFolder = folder.resolve("chain");
        this.consortium = new Consortium(LogKey.generate(folder.resolve("log.key.pem")));
        this.genesis = GenesisEntry.of(consortium.genesis());
        this.signer = LogKey.load(folder.resolve("log.key.pem"), genesis.logKey());
    }

    static List<BenchLine> run() {
        Path folder = LedgerBench.temporary();
        try {
            return new TaskBench(folder).measure();
        } finally {
            Demo.delete(folder);
        }
    }

    /** Bytes are those of the heap in use after a collection. */
    private List<BenchLine> measure() {
        List<BenchLine> lines = new ArrayList<>();
        EntryCheck check = new EntryCheck(genesis, trusting);
        try (Chain chain = Chain.open(chainFolder, check, LogDisk.real(), SignatureWarmer.none())) {
            double[] seconds = {grow(chain)};
            lines.add(BenchLine.of("ledger.tasks.running", TASKS, 1, "none", seconds, used()));
        }
        double[] seconds = new double[STARTS];
        long used = 0;
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (LocalLedger ledger = LocalLedger.open(chainFolder, genesis, signer, Clock.systemUTC())) {
                seconds[i] = (System.nanoTime() - begin) / 1e9;
                if (ledger.chain().snapshots().begun() != ledger.chain().head().size()) {
                    throw new LaunchException("expected a start from the snapshot, found "
                            + ledger.chain().snapshots().refused());
                }
                used = used();
            }
        }
        lines.add(BenchLine.of("ledger.tasks.start", TASKS, 1, "none", seconds, used));
        return lines;
    }

    private double grow(Chain chain) {
        consortium.registrations().forEach(command -> append(chain, List.of(command)));
        BenchTask.registrations(consortium).forEach(command -> append(chain, List.of(command)));
        long begin = System.nanoTime();
        for (int next = 0; next < TASKS; next += PIECE) {
            int first = next;
            byte[][] commands = new byte[2 * PIECE][];
            Arrays.parallelSetAll(commands, i -> i % 2 == 0 ? proposed(first + i / 2) : closed(first + i / 2));
            append(chain, List.of(commands));
            long size = chain.head().size();
            if (size - chain.snapshots().last() >= Snapshots.EVERY_ENTRIES || next + PIECE >= TASKS) {
                chain.snapshots().write(note(chain, size), size);
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private byte[] proposed(int task) {
        return consortium.signed(
                "bank-a", "approver", new TaskCommand.ProposeTask(BenchTask.manifest(consortium, task, SLOT)));
    }

    private byte[] closed(int task) {
        return consortium.signed("bank-a", "approver", new TaskCommand.CloseTask(BenchTask.task(task), DONE));
    }

    private void append(Chain chain, List<byte[]> commands) {
        List<byte[]> batch = new ArrayList<>();
        long bytes = 0;
        for (byte[] command : commands) {
            byte[] entry = apply(chain, command);
            bytes += (long) entry.length + Integer.BYTES;
            if (batch.size() == SegmentLog.MAXIMUM_BATCH_ENTRIES || bytes > SegmentLog.MAXIMUM_BATCH_BYTES) {
                chain.log().append(batch);
                batch = new ArrayList<>();
                bytes = (long) entry.length + Integer.BYTES;
            }
            batch.add(entry);
        }
        chain.log().append(batch);
        chain.publish(chain.log().size());
    }

    private byte[] apply(Chain chain, byte[] command) {
        SignedCommand signed = SignedCommand.of(command);
        String id = signed.payloadDigest().value();
        long time = Math.max(System.currentTimeMillis(), chain.appliedTime());
        return switch (trusting.apply(command, chain.appliedState(), new TxContext(time, id))) {
            case Decision.Rejected rejected ->
                throw new LaunchException("the benchmark's own command was refused: " + rejected);
            case Decision.Accepted accepted -> {
                LogEntry entry = new LogEntry(chain.appliedSize(), time, id, Bytes.of(command), accepted.writes());
                byte[] canonical = entry.encode();
                chain.apply(entry, canonical, accepted.events());
                yield canonical;
            }
        };
    }

    private SignedNote note(Chain chain, long size) {
        return signer.sign(StateRoot.commit(
                        signer.key().name(),
                        size,
                        chain.tree().root(size),
                        chain.tree().stateRoot(size))
                .text());
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
