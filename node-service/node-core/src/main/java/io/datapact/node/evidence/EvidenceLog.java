package io.datapact.node.evidence;

import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.EvidenceKind;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.Statement;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.node.identity.DsseSigner;
import io.datapact.node.identity.Signer;
import io.datapact.pki.key.AtomicFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A member's evidence, one hash chain a task: {@code <folder>/<task>/000001.run.dsse.json}, counters without gaps, each
 * statement naming the digest of the payload before it, signed by the node, on disk before {@code append} returns.
 *
 * <p>A statement is written before the command that rests on it is signed. No evidence, no run: a failure to write
 * stops what wanted to write. The owner can throw away the newest files of a chain; that is seen only where a head was
 * anchored on the ledger before. Safe for several threads; one process at a time.
 */
public final class EvidenceLog {
    /** No task's folder begins with a dot. */
    private static final String REFUSALS = ".refusals";

    private final Path folder;
    private final Signer signer;
    private final InstantSource clock;
    private final RefusalLog refusals;
    private final Map<TaskId, EvidenceChain> chains = new ConcurrentHashMap<>();

    /**
     * Opens the log in a folder, which is made if it is missing.
     *
     * @param signer the node's key
     */
    public EvidenceLog(Path folder, Signer signer, InstantSource clock) {
        this.folder = folder;
        this.signer = signer;
        this.clock = clock;
        this.refusals = new RefusalLog(folder.resolve(REFUSALS));
        try {
            AtomicFiles.createPrivateFolder(folder);
        } catch (UncheckedIOException e) {
            throw new EvidenceUnavailableException("cannot make the evidence folder " + folder, e);
        }
    }

    /**
     * Adds a statement to a task's chain.
     *
     * @param make makes the predicate that bears the given link
     * @throws EvidenceUnavailableException if it could not be written, or what is there is damaged
     */
    public EvidenceHead append(TaskId task, Subject subject, Function<ChainLink, Predicate> make) {
        EvidenceChain chain = chain(task);
        synchronized (chain) {
            return add(chain, subject, make);
        }
    }

    /**
     * Adds a statement unless one that fits is there: steps that are repeated after a crash state once what they do.
     *
     * @param said whether a statement already says it
     * @return where the chain stood right after that statement
     */
    public EvidenceHead appendOnce(
            TaskId task,
            java.util.function.Predicate<Predicate> said,
            Subject subject,
            Function<ChainLink, Predicate> make) {
        EvidenceChain chain = chain(task);
        synchronized (chain) {
            return chain.find(said).map(chain::headOf).orElseGet(() -> add(chain, subject, make));
        }
    }

    /** The first statement of a task's chain that fits. */
    public Optional<Predicate> find(TaskId task, java.util.function.Predicate<Predicate> wanted) {
        EvidenceChain chain = chain(task);
        synchronized (chain) {
            return chain.find(wanted);
        }
    }

    /** Where a task's chain stands, or empty before its first statement. */
    public Optional<EvidenceHead> head(TaskId task) {
        EvidenceChain chain = chain(task);
        synchronized (chain) {
            return chain.head();
        }
    }

    /** All statements of a task, in order. */
    public List<EvidenceFile> files(TaskId task) {
        EvidenceChain chain = chain(task);
        synchronized (chain) {
            return chain.files();
        }
    }

    /** Refusals that are told together: beside the chains, in {@code <folder>/.refusals}. */
    public RefusalLog refusals() {
        return refusals;
    }

    private EvidenceHead add(EvidenceChain chain, Subject subject, Function<ChainLink, Predicate> make) {
        Optional<Digest> previous = chain.head().map(EvidenceHead::head);
        ChainLink link = new ChainLink(
                chain.task(), signer.member(), signer.certificate(), chain.count() + 1, previous, clock.millis());
        Predicate predicate = make.apply(link);
        Dsse.Envelope envelope = DsseSigner.sign(
                signer, Dsse.STATEMENT, Statement.of(subject, predicate).encode());
        chain.add(EvidenceKind.of(predicate).fileName(link.counter()), envelope, predicate);
        return chain.head().orElseThrow();
    }

    private EvidenceChain chain(TaskId task) {
        return chains.computeIfAbsent(task, each -> EvidenceChain.open(folder.resolve(each.value()), each));
    }
}
