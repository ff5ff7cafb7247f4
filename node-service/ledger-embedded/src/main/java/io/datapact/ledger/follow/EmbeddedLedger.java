package io.datapact.ledger.follow;

import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The embedded ledger as a node sees it: commands go to the host over mutual TLS, and everything read comes from a
 * replica of the node's own, in its own folder, that replays each entry through the rule book.
 *
 * <p>Opening replays the replica's own log and connects in the background; until then, and whenever the host is away,
 * reads answer from what was verified before. See {@link #health()}.
 *
 * <p>Adversary: a malicious host. What it is caught at ends the ledger with {@link LedgerDivergedException}: a command
 * whose signature or rules do not hold, a changed write set, an altered, reordered or repeated entry, time running
 * backwards, a root or checkpoint that does not fit, another log key, fewer entries than were seen before, also across
 * restarts. What it is not caught at: withholding, delaying, choosing the order and, up to
 * {@link #MOST_AHEAD_MILLIS} ahead of this node's clock, the times of new commands, and showing this node another history than others, which shows when members compare checkpoints.
 */
public final class EmbeddedLedger implements Ledger {
    /**
     * Most that the time of a new entry may be ahead of this node's clock, millis. Entries further ahead are not taken
     * until they no longer are; this replica's own log, verified before, is not held against the clock again.
     */
    public static final long MOST_AHEAD_MILLIS = 120_000;

    private static final long CLOSE_SECONDS = 5;

    private final Chain chain;
    private final ManagedChannel channel;
    private final HostMessages messages;
    private final Follower follower;
    private final Submitter submitter;
    private final InstantSource clock;
    private final OverdueCommands overdue = new OverdueCommands();
    private volatile boolean closed;

    private EmbeddedLedger(Chain chain, EmbeddedLedgerSettings settings) {
        this.chain = chain;
        this.clock = settings.clock();
        CheckpointFile file = new CheckpointFile(settings.folder(), LogDisk.real());
        this.messages = new HostMessages(chain, file, settings.clock());
        messages.requireKept();
        this.channel = HostChannel.open(settings.host(), settings.port(), settings.identity());
        this.follower = new Follower(new Following(chain, messages, file), channel);
        this.submitter = new Submitter(chain, channel, settings.submitDeadline(), follower::hurry);
    }

    /**
     * Opens the replica of a folder and follows the host.
     *
     * @throws io.datapact.ledger.chain.ChainInvalidException      if an entry of the replica does not hold, or it does not
     *                                                             fit the last checkpoint kept
     * @throws io.datapact.ledger.log.LogDamagedException          if the replica's files are damaged
     * @throws io.datapact.ledger.log.FolderInUseException         if the folder is in use
     */
    public static EmbeddedLedger open(EmbeddedLedgerSettings settings) {
        CommandVerification verification = new CommandVerification();
        EntryCheck check = new EntryCheck(settings.genesis(), verification.rules());
        Chain chain = Chain.open(settings.folder().resolve("chain"), check, LogDisk.real(), verification);
        boolean opened = false;
        try {
            EmbeddedLedger ledger = new EmbeddedLedger(chain, settings);
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

    /** Entries, state and tree, for exports and proofs. */
    public Chain chain() {
        return chain;
    }

    /** How this node stands to the host. */
    public FollowerHealth health() {
        return closed ? new FollowerHealth.Closed() : follower.health();
    }

    /**
     * Commands handed in here that this replica has not shown in time: the host, or the way to it, withholds them. Each
     * leaves the list once it is on the ledger.
     */
    public List<Overdue> overdue() {
        return overdue.list(command -> chain.receipt(command).isPresent());
    }

    /** Waits until the replica has at least so many entries; false if time is over first. */
    public boolean awaitSize(long size, Duration patience) throws InterruptedException {
        requireOpen();
        return chain.await(size - 1, patience);
    }

    @Override
    public SubmitOutcome submit(SignedCommand command) {
        requireOpen();
        try {
            SubmitOutcome outcome = submitter.submit(command);
            if (outcome instanceof SubmitOutcome.Unknown(var digest, String detail)) {
                overdue.add(new Overdue(digest, clock.millis(), detail));
            }
            return outcome;
        } catch (LedgerDivergedException e) {
            if (follower.health() instanceof FollowerHealth.Following) {
                follower.diverge(e, "");
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SubmitOutcome.Unknown(command.payloadDigest(), "interrupted while waiting for the answer");
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

    /**
     * The last checkpoint that the host signed and this replica verified.
     *
     * @throws LedgerUnavailableException if no checkpoint has been received yet
     */
    @Override
    public LedgerCheckpoint checkpoint() {
        requireOpen();
        return messages.newest()
                .orElseThrow(() -> new LedgerUnavailableException(
                        "expected a checkpoint of the ledger's host, found none yet: " + follower.health()));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        follower.close();
        channel.shutdownNow();
        try {
            boolean ended = channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                throw new IllegalStateException("expected the connection to the host to end within " + CLOSE_SECONDS
                        + " seconds, found it open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            chain.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new LedgerClosedException("this ledger was closed; open it again to use it");
        }
        chain.requireOpen();
    }
}
