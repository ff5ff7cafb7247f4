package io.datapact.node.evidence;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.EvidenceKind;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.Statement;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.TaskId;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One task's chain in its folder, checked link by link when it is opened. For one thread at a time. */
final class EvidenceChain {
    private static final String SUFFIX = ".dsse.json";

    private final Path folder;
    private final TaskId task;
    private final List<Predicate> statements = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<EvidenceHead> heads = new ArrayList<>();

    private EvidenceChain(Path folder, TaskId task) {
        this.folder = folder;
        this.task = task;
    }

    static EvidenceChain open(Path folder, TaskId task) {
        EvidenceChain chain = new EvidenceChain(folder, task);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
                        .sorted()
                        .toList()
                        .forEach(chain::load);
            } catch (IOException | UncheckedIOException e) {
                throw new EvidenceUnavailableException("cannot read the evidence folder " + folder, e);
            }
        }
        return chain;
    }

    TaskId task() {
        return task;
    }

    long count() {
        return statements.size();
    }

    Optional<EvidenceHead> head() {
        return heads.isEmpty() ? Optional.empty() : Optional.of(heads.getLast());
    }

    /** The first statement that fits. */
    Optional<Predicate> find(java.util.function.Predicate<Predicate> wanted) {
        return statements.stream().filter(wanted).findFirst();
    }

    /** Where the chain stood with a statement of this chain as its newest. */
    EvidenceHead headOf(Predicate statement) {
        return heads.get(Math.toIntExact(statement.link().counter() - 1));
    }

    /** Writes a statement's file and makes it the head. */
    void add(String name, Dsse.Envelope envelope, Predicate predicate) {
        try {
            AtomicFiles.createPrivateFolder(folder);
            AtomicFiles.writePrivate(folder.resolve(name), envelope.encode());
        } catch (UncheckedIOException e) {
            throw new EvidenceUnavailableException(
                    "cannot write the evidence file " + folder.resolve(name) + "; make room or mend the disk", e);
        }
        accept(name, envelope, predicate);
    }

    List<EvidenceFile> files() {
        return names.stream()
                .map(name -> new EvidenceFile(name, Bytes.of(read(name))))
                .toList();
    }

    private void load(String name) {
        Parsed<Dsse.Envelope> envelope = Dsse.Envelope.parse(read(name));
        if (!(envelope instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope read))) {
            throw damaged(name, "expected a signed statement");
        }
        if (!(Statement.parse(read.payload().toBytes()) instanceof Parsed.Value<Statement>(Statement statement))
                || !(statement.read() instanceof Parsed.Value<Predicate>(Predicate predicate))) {
            throw damaged(name, "expected an in-toto statement of a kind known here");
        }
        requireNext(name, predicate);
        accept(name, read, predicate);
    }

    private void requireNext(String name, Predicate predicate) {
        ChainLink link = predicate.link();
        boolean next = link.counter() == count() + 1
                && link.previous().equals(head().map(EvidenceHead::head))
                && link.task().equals(task)
                && name.equals(EvidenceKind.of(predicate).fileName(link.counter()));
        if (!next) {
            throw damaged(
                    name, "expected statement " + (count() + 1) + " of task " + task + ", linked to the one before");
        }
    }

    private void accept(String name, Dsse.Envelope envelope, Predicate predicate) {
        statements.add(predicate);
        names.add(name);
        heads.add(new EvidenceHead(envelope.payloadDigest(), statements.size()));
    }

    private byte[] read(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.size(file) > Dsse.MAXIMUM_ENVELOPE_BYTES) {
                throw damaged(name, "expected at most " + Dsse.MAXIMUM_ENVELOPE_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new EvidenceUnavailableException("cannot read the evidence file " + file, e);
        }
    }

    private EvidenceUnavailableException damaged(String name, String expected) {
        return new EvidenceUnavailableException(expected + " in " + folder.resolve(name)
                + ", found something else; restore the folder from a copy, nothing is started until then");
    }
}
