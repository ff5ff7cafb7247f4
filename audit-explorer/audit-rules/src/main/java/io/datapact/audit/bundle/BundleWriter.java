package io.datapact.audit.bundle;

import io.datapact.audit.state.RecordedState;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes a bundle: same source, signer and time, same bytes (ECDSA signatures aside). */
public final class BundleWriter {
    private static final String CERTIFICATE_KEYS = "cert/";

    private final BundleSource source;
    private final ManifestSealer sealer;
    private final long exported;
    private final SortedMap<String, Supplier<byte[]>> files = new TreeMap<>();

    private BundleWriter(BundleSource source, ManifestSealer sealer, long exported) {
        this.source = source;
        this.sealer = sealer;
        this.exported = exported;
    }

    /**
     * Writes a bundle.
     *
     * @param exported the exporter's clock, millis since the epoch
     * @param out      flushed, not closed
     * @throws IOException              if the stream cannot be written
     * @throws IllegalArgumentException if the source holds something that cannot be in a bundle
     */
    public static void write(BundleSource source, ManifestSealer sealer, long exported, OutputStream out)
            throws IOException {
        new BundleWriter(source, sealer, exported).write(out);
    }

    /**
     * Writes a bundle of class {@code task}.
     *
     * @param ledger what goes below {@code ledger/}
     * @throws IOException              if the stream cannot be written
     * @throws IllegalArgumentException if the source holds something that cannot be in a bundle
     */
    public static void write(
            BundleSource source, TaskFiles ledger, ManifestSealer sealer, long exported, OutputStream out)
            throws IOException {
        BundleWriter writer = new BundleWriter(source, sealer, exported);
        ledger.files().forEach(writer::put);
        ledger.entries().forEach(entry -> entry.writes().forEach(writer::collectCertificate));
        writer.putTask(ledger.manifest());
        writer.putClass(BundleClass.OF_TASK, ledger.network(), ledger.size(), ledger.stateRoot());
        writer.finish(out);
    }

    private void write(OutputStream out) throws IOException {
        collectLedger();
        put(BundleLayout.CHECKPOINT, source.checkpoint());
        finish(out);
    }

    private void finish(OutputStream out) throws IOException {
        source.handovers().forEach(note -> put(BundleLayout.handover(size(note)), note));
        source.body().ifPresent(body -> put(BundleLayout.BODY, body));
        put(BundleLayout.README, readme());
        for (BundleSource.EvidenceFile file : source.evidence()) {
            put(
                    BundleLayout.statement(file.member(), file.fileName()),
                    file.content().toBytes());
        }
        byte[] manifest = manifest();
        put(BundleLayout.MANIFEST, manifest);
        put(BundleLayout.seal(sealer.exporter()), sealer.seal(Digest.of(manifest), exported));
        ZipWriter zip = new ZipWriter(out);
        for (var file : files.entrySet()) {
            zip.put(file.getKey(), file.getValue().get());
        }
        zip.finish();
    }

    private static long size(byte[] text) {
        if (SignedNote.parse(new String(text, StandardCharsets.UTF_8)) instanceof Parsed.Value<SignedNote>(var note)
                && Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)) {
            return head.size();
        }
        throw new IllegalArgumentException("expected a signed checkpoint for a handover, found another text");
    }

    private void collectLedger() {
        RecordedState state = new RecordedState();
        for (long position = 0; position < source.entries(); position++) {
            long at = position;
            LogEntry entry = parse(source.entry(position), position);
            state.apply(entry.writes());
            entry.writes().forEach(this::collectCertificate);
            files.put(BundleLayout.entry(position), () -> source.entry(at));
        }
        StateReader reader = new StateReader(state);
        Digest network = reader.read(MemberKeys.FRAME)
                .orElseThrow(
                        () -> new IllegalArgumentException("expected a network's frame in the history, found none"))
                .network();
        Task task = reader.read(TaskKeys.task(source.task()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected task " + source.task() + " in the history, found none; name one that was proposed"));
        putTask(task.manifest());
        putClass(BundleClass.COMPLETE, network, source.entries(), state.digest());
    }

    private void putTask(TaskManifest manifest) {
        put(BundleLayout.TASK, RecordCodec.of(TaskManifest.class).encode(manifest));
    }

    private void putClass(String kind, Digest network, long entries, Digest state) {
        BundleClass claim = new BundleClass(
                BundleClass.TYPE, kind, network, source.task(), entries, state, sealer.exporter(), exported);
        put(BundleLayout.CLASS, RecordCodec.of(BundleClass.class).encode(claim));
    }

    private void collectCertificate(Write write) {
        if (write.key().startsWith(CERTIFICATE_KEYS) && write.value().isPresent()) {
            byte[] record = write.value().get().getBytes(StandardCharsets.UTF_8);
            if (RecordCodec.of(Certificate.class).decode(record, StateReader.MAXIMUM_RECORD_BYTES)
                    instanceof Parsed.Value<Certificate>(Certificate certificate)) {
                put(
                        BundleLayout.certificate(certificate.digest()),
                        CertificateFile.text(certificate.chain()).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private byte[] manifest() {
        List<Manifest.Item> items = new ArrayList<>(files.size());
        files.forEach((path, content) -> {
            byte[] bytes = content.get();
            items.add(new Manifest.Item(path, Digest.of(bytes), bytes.length));
        });
        return new Manifest(items).encode();
    }

    private void put(String path, byte[] content) {
        if (!BundleLayout.isKnown(path) && !BundleLayout.isProof(path)) {
            throw new IllegalArgumentException("expected a path of the bundle's layout, found " + path);
        }
        files.put(path, () -> content);
    }

    private static LogEntry parse(byte[] bytes, long position) {
        return switch (LogEntry.parse(bytes)) {
            case Parsed.Value<LogEntry>(LogEntry entry) -> entry;
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw new IllegalArgumentException(
                        "expected ledger entry " + position + " in canonical form, found at '" + path + "': " + detail);
        };
    }

    private static byte[] readme() {
        try (InputStream in = BundleWriter.class.getResourceAsStream("bundle-readme.md")) {
            if (in == null) {
                throw new IllegalStateException("expected bundle-readme.md beside the class, found none");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to read bundle-readme.md from the class path", e);
        }
    }
}
