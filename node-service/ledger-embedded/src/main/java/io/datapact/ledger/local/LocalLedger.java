package io.datapact.ledger.local;

import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The host of an embedded ledger, in this process and without a network: what the host program serves, and what offline
 * tools, benchmarks and tests use directly.
 *
 * <pre>{@code
 * Bytes logKey = LogKey.generate(home.resolve("log.key.pem"));    // goes into the genesis, which the founders sign
 * GenesisEntry genesis = GenesisEntry.of(genesisEnvelope);
 * LocalLedger.initialise(home.resolve("chain"), genesis);         // once
 * NoteSigner signer = LogKey.load(home.resolve("log.key.pem"), genesis.logKey());
 * try (LocalLedger ledger = LocalLedger.open(home.resolve("chain"), genesis, signer, Clock.systemUTC())) {
 *     ledger.submit(command);
 * }
 * }</pre>
 */
public final class LocalLedger implements Ledger {
    /** Longest wait of {@link #submit} for an answer. */
    public static final long SUBMIT_SECONDS = 30;

    private final Chain chain;
    private final Sequencer sequencer;
    private final CommandIntake intake;
    private final SignedCheckpoints checkpoints;
    private final Backpressure bounds;
    private volatile boolean closed;

    private LocalLedger(Chain chain, LogSigning signing, HostSeams seams) {
        this.chain = chain;
        this.sequencer = new Sequencer(chain, signing, seams);
        this.intake = new CommandIntake(chain, seams.verification().rules(), seams.clock(), sequencer);
        this.checkpoints = new SignedCheckpoints(chain, signing);
        this.bounds = seams.bounds();
    }

    /**
     * Begins a network's chain in a folder that holds none.
     *
     * @throws LedgerUnavailableException if the folder holds a chain already
     */
    public static void initialise(Path folder, GenesisEntry genesis) {
        initialise(folder, genesis, LogDisk.real());
    }

    /** As {@link #initialise(Path, GenesisEntry)}, on a disk of the caller's. */
    public static void initialise(Path folder, GenesisEntry genesis, LogDisk disk) {
        if (Chain.exists(folder, disk)) {
            throw new LedgerUnavailableException("the folder " + folder
                    + " holds a ledger already; use it as it is, or choose another folder for a new network");
        }
        CommandVerification verification = new CommandVerification();
        Chain.open(folder, new EntryCheck(genesis, verification.rules()), disk, verification)
                .close();
    }

    /**
     * Opens a chain and replays it.
     *
     * @param signer the log's key in force
     * @throws LedgerUnavailableException                          if the folder holds no chain
     * @throws io.datapact.ledger.chain.ChainInvalidException      if an entry does not hold
     * @throws io.datapact.ledger.log.LogDamagedException          if the files are damaged
     * @throws io.datapact.ledger.log.FolderInUseException         if the folder is in use
     */
    public static LocalLedger open(Path folder, GenesisEntry genesis, NoteSigner signer, Clock clock) {
        HostSeams seams = new HostSeams(clock, LogDisk.real(), CrashPoints.none());
        return open(folder, genesis, LogSigners.only(signer), seams);
    }

    /**
     * As {@link #open(Path, GenesisEntry, NoteSigner, Clock)}, with all that it takes from outside.
     *
     * @param signers the log's key in force, and before a change of keys the next one
     * @throws io.datapact.pki.key.KeyFileException if a key that must sign is missing
     */
    public static LocalLedger open(Path folder, GenesisEntry genesis, LogSigners signers, HostSeams seams) {
        if (!Chain.exists(folder, seams.disk())) {
            throw new LedgerUnavailableException("expected a ledger in " + folder
                    + ", found none; begin one with 'init', or give the folder that holds it");
        }
        EntryCheck check = new EntryCheck(genesis, seams.verification().rules());
        LogDisk disk = new CrashPointDisk(seams.disk(), seams.points());
        Chain chain = Chain.open(folder, check, disk, seams.verification());
        boolean opened = false;
        try {
            LocalLedger ledger = new LocalLedger(chain, LogSigning.begin(chain, signers, seams.points()), seams);
            opened = true;
            return ledger;
        } finally {
            if (!opened) {
                chain.close();
            }
        }
    }

    /** The state for whoever must read several keys as of one position. */
    public Replica replica() {
        return chain;
    }

    /** Entries, state and tree. */
    public Chain chain() {
        return chain;
    }

    /** How much may be under way. */
    public Backpressure bounds() {
        return bounds;
    }

    /** Takes an envelope of any bytes; the outcome is completed when its fate is known. */
    public CompletableFuture<SubmitOutcome> submitAsync(byte[] envelope) {
        requireOpen();
        return intake.submit(envelope);
    }

    /** Why nothing more is accepted until a restart, if so. */
    public Optional<String> stopped() {
        return sequencer.stopped();
    }

    /** The signed head over all that was published before the call, or later: costs what changed since the last one. */
    public SignedHead signedHead() {
        return checkpoints.newest();
    }

    /** The newest signed head whose key a follower knows that asks for the next handover over at least so many entries. */
    public SignedHead signedHeadFor(long from) {
        return checkpoints.newestFor(from);
    }

    /** A signed head of exactly that size, if it is one of the last {@value SignedCheckpoints#REMEMBERED} signed. */
    public Optional<SignedHead> signedHead(long size) {
        return checkpoints.signed(size);
    }

    /**
     * The signed head over the first published entries, of any number. For tools beside the log, not for what clients
     * ask: an early one costs the way back to its state.
     */
    public SignedNote signedCheckpoint(long size) {
        return checkpoints.at(size);
    }

    @Override
    public SubmitOutcome submit(SignedCommand command) {
        CompletableFuture<SubmitOutcome> outcome = submitAsync(command.envelope());
        try {
            return outcome.get(SUBMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new SubmitOutcome.Unknown(
                    command.payloadDigest(), "no answer within " + SUBMIT_SECONDS + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SubmitOutcome.Unknown(command.payloadDigest(), "interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never completed with an exception", e);
        }
    }

    @Override
    public LedgerRead read(LedgerQuery query) {
        requireOpen();
        return chain.read(query);
    }

    @Override
    public LedgerSubscription eventsFrom(long position) {
        requireOpen();
        return chain.eventsFrom(position);
    }

    @Override
    public LedgerCheckpoint checkpoint() {
        requireOpen();
        SignedHead head = signedHead();
        return new LedgerCheckpoint(
                chain.genesis().logKey().name(),
                head.size(),
                chain.tree().root(head.size()),
                head.note().write());
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            sequencer.close();
            chain.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new LedgerClosedException("this ledger was closed; open it again to use it");
        }
    }
}
