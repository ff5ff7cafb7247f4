package io.datapact.launcher.bench;

import io.datapact.audit.Audit;
import io.datapact.audit.TrustedRoots;
import io.datapact.audit.bundle.BundleSource;
import io.datapact.audit.bundle.BundleWriter;
import io.datapact.audit.bundle.ManifestSealer;
import io.datapact.audit.report.AuditReport;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.evidence.ManifestSeal;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.SignedCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How many recorded commands an auditor verifies in a second, everything included: a complete bundle, all rules. */
final class VerifyBench {
    private static final int COMMANDS = 10_016;
    private static final int REPETITIONS = 5;

    private VerifyBench() {}

    static List<BenchLine> run() {
        Path folder = LedgerBench.temporary();
        try {
            Bytes logKey = LogKey.generate(folder.resolve("log.key.pem"));
            Consortium consortium = new Consortium(logKey);
            byte[] bundle = bundle(consortium, folder);
            Path root = Files.writeString(folder.resolve("root.pem"), consortium.rootPem());
            Set<X509Certificate> roots = TrustedRoots.read(root);
            verify(bundle, roots);
            double[] seconds = new double[REPETITIONS];
            long entries = 0;
            for (int i = 0; i < REPETITIONS; i++) {
                long begin = System.nanoTime();
                entries = verify(bundle, roots);
                seconds[i] = (System.nanoTime() - begin) / 1e9;
            }
            return List.of(BenchLine.of("audit.verify", entries, 1, "none", seconds, bundle.length));
        } catch (IOException e) {
            throw new LaunchException("the benchmark's files could not be written", e);
        } finally {
            Demo.delete(folder);
        }
    }

    private static long verify(byte[] bundle, Set<X509Certificate> roots) throws IOException {
        AuditReport report = Audit.verify(new ByteArrayInputStream(bundle), roots);
        if (report.exitCode() == AuditReport.VIOLATED) {
            throw new LaunchException("expected the benchmark's bundle to hold, found:\n" + report.text());
        }
        return report.entries();
    }

    private static byte[] bundle(Consortium consortium, Path folder) throws IOException {
        GenesisEntry genesis = GenesisEntry.of(consortium.genesis());
        LocalLedger.initialise(folder.resolve("chain"), genesis);
        try (LocalLedger ledger = LocalLedger.open(
                folder.resolve("chain"),
                genesis,
                LogKey.load(folder.resolve("log.key.pem"), genesis.logKey()),
                Clock.systemUTC())) {
            List<byte[]> commands = new ArrayList<>(consortium.registrations());
            commands.addAll(BenchTask.registrations(consortium));
            commands.add(consortium.signed(
                    "bank-a", "approver", new TaskCommand.ProposeTask(BenchTask.manifest(consortium, 1, 1))));
            commands.forEach(command -> LedgerBench.submit(ledger, SignedCommand.of(command)));
            List<SignedCommand> many = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                many.add(SignedCommand.of(consortium.signed("clearing-c", "market", RulesBench.payIn(i))));
            }
            LedgerBench.together(ledger, many);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BundleWriter.write(source(ledger), sealer(consortium), System.currentTimeMillis(), out);
            return out.toByteArray();
        }
    }

    private static BundleSource source(LocalLedger ledger) {
        List<byte[]> entries = new ArrayList<>();
        long size = ledger.checkpoint().entries();
        try (LedgerSubscription updates = ledger.eventsFrom(0)) {
            while (entries.size() < size) {
                LedgerUpdate update = updates.poll(Duration.ofSeconds(10))
                        .orElseThrow(() -> new LaunchException("expected more entries, found none in 10 s"));
                entries.add(RecordCodec.of(LogEntry.class).encode(update.entry()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
        byte[] note = ledger.checkpoint().note().getBytes(StandardCharsets.UTF_8);
        return new History(List.copyOf(entries), note);
    }

    private static ManifestSealer sealer(Consortium consortium) {
        return new ManifestSealer() {
            @Override
            public MemberId exporter() {
                return new MemberId("bank-a");
            }

            @Override
            public byte[] seal(Digest manifest, long exported) {
                byte[] payload = RecordCodec.of(ManifestSeal.class)
                        .encode(new ManifestSeal(
                                ManifestSeal.TYPE,
                                manifest,
                                exporter(),
                                consortium.certificate("bank-a", "node"),
                                exported));
                return consortium.sealed("bank-a", "node", ManifestSeal.PAYLOAD_TYPE, payload);
            }
        };
    }

    /** A ledger's whole history, with one task proposed. */
    private static final class History implements BundleSource {
        private final List<byte[]> history;
        private final byte[] note;

        History(List<byte[]> history, byte[] note) {
            this.history = history;
            this.note = note;
        }

        @Override
        public TaskId task() {
            return new TaskId("bank-a/bench-1");
        }

        @Override
        public long entries() {
            return history.size();
        }

        @Override
        public byte[] entry(long position) {
            return history.get(Math.toIntExact(position)).clone();
        }

        @Override
        public byte[] checkpoint() {
            return note.clone();
        }

        @Override
        public Optional<byte[]> body() {
            return Optional.empty();
        }

        @Override
        public List<EvidenceFile> evidence() {
            return List.of();
        }
    }
}
