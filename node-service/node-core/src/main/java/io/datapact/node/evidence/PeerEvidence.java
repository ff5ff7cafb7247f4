package io.datapact.node.evidence;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.EvidenceKind;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.Statement;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Evidence that other parties handed over: {@code <folder>/<member>/<task>/000001.run.dsse.json}. Each file is a
 * statement that the member's node signed; whether the chain is whole and anchored is for the auditor to say.
 */
public final class PeerEvidence {
    private final Path folder;
    private final SignatureVerifier verifier;

    /** Opens the folder, which is made if it is missing. */
    public PeerEvidence(Path folder, SignatureVerifier verifier) {
        this.folder = folder;
        this.verifier = verifier;
        AtomicFiles.createPrivateFolder(folder);
    }

    /**
     * Keeps a file.
     *
     * @param from         whose it is, proven by TLS
     * @param certificates the certificate of a digest, as this node's replica holds it
     * @return whether it is a statement about the task that a node of that member signed; otherwise nothing is kept, as
     *     where another file of the name is there
     */
    public boolean accept(
            MemberId from, TaskId task, EvidenceFile file, Function<Digest, Optional<Certificate>> certificates) {
        byte[] bytes = file.envelope().toBytes();
        if (!(Dsse.Envelope.parse(bytes) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope))
                || !(Statement.parse(envelope.payload().toBytes()) instanceof Parsed.Value<Statement>(Statement said))
                || !(said.read() instanceof Parsed.Value<Predicate>(Predicate predicate))) {
            return false;
        }
        ChainLink link = predicate.link();
        boolean fits = link.member().equals(from)
                && link.task().equals(task)
                && file.name().equals(EvidenceKind.of(predicate).fileName(link.counter()))
                && signed(envelope, certificates.apply(link.certificate()), from);
        return fits && keep(folder.resolve(from.value()).resolve(task.value()), file.name(), bytes);
    }

    /** A member's files about a task, in order. */
    public List<EvidenceFile> files(MemberId member, TaskId task) {
        Path chain = folder.resolve(member.value()).resolve(task.value());
        if (!Files.isDirectory(chain)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(chain)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(PeerEvidence::read)
                    .toList();
        } catch (IOException e) {
            throw new EvidenceUnavailableException("cannot read the evidence folder " + chain, e);
        }
    }

    private boolean signed(Dsse.Envelope envelope, Optional<Certificate> certificate, MemberId from) {
        return envelope.payloadType().equals(Dsse.STATEMENT)
                && envelope.signatures().size() == 1
                && certificate.isPresent()
                && certificate.get().member().equals(from)
                && verifier.verify(
                        certificate.get().spki().toBytes(),
                        envelope.signedBytes(),
                        envelope.signatures().getFirst().sig().toBytes());
    }

    private static boolean keep(Path chain, String name, byte[] bytes) {
        Path file = chain.resolve(name);
        try {
            if (Files.exists(file)) {
                return Arrays.equals(Files.readAllBytes(file), bytes);
            }
            AtomicFiles.createPrivateFolder(chain);
            AtomicFiles.writePrivate(file, bytes);
            return true;
        } catch (IOException | UncheckedIOException e) {
            throw new EvidenceUnavailableException("cannot keep the evidence file " + file, e);
        }
    }

    private static EvidenceFile read(Path file) {
        try {
            return new EvidenceFile(file.getFileName().toString(), Bytes.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new EvidenceUnavailableException("cannot read the evidence file " + file, e);
        }
    }
}
