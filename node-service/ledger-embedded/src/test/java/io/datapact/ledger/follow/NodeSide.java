package io.datapact.ledger.follow;

import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.ledger.wire.FollowRequest;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.SignedCommand;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A node's side of the ledger as {@link EmbeddedLedger} puts it together, for tests that bring the connections themselves. */
public final class NodeSide {
    private final Chain chain;
    private final HostMessages messages;
    private final Following following;

    private NodeSide(Chain chain, HostMessages messages, Following following) {
        this.chain = chain;
        this.messages = messages;
        this.following = following;
    }

    /** What a stream is asked to do. */
    public interface Stream {
        void take();

        void cut(String why);
    }

    public static NodeSide open(
            Path folder, GenesisEntry genesis, LogDisk disk, CommandVerification verification, InstantSource clock) {
        EntryCheck check = new EntryCheck(genesis, verification.rules());
        Chain chain = Chain.open(folder.resolve("chain"), check, disk, verification);
        CheckpointFile file = new CheckpointFile(folder, disk);
        HostMessages messages = new HostMessages(chain, file, clock);
        messages.requireKept();
        return new NodeSide(chain, messages, new Following(chain, messages, file));
    }

    public Chain chain() {
        return chain;
    }

    public FollowerHealth health() {
        return following.health();
    }

    public Optional<LedgerCheckpoint> newest() {
        return messages.newest();
    }

    public FollowRequest request() {
        return following.request();
    }

    public void received(FollowReply message, Stream stream) {
        tell(following.received(message), stream);
    }

    public Duration ended(Status status) {
        return following.ended(status);
    }

    public boolean goesOn() {
        return following.goesOn();
    }

    public void hurried() {
        following.hurried();
    }

    /** The host was caught by its answer to a submission. */
    public void diverge(LedgerDivergedException found) {
        if (following.health() instanceof FollowerHealth.Following) {
            following.diverge(found, "");
        }
    }

    /** Begins to submit; times are nanoseconds. */
    public Submission submit(SignedCommand command, Duration deadline, Runnable heard, long now) {
        return new Submission(new SubmitAttempt(chain, command, deadline, heard, now));
    }

    private static void tell(Following.Next next, Stream stream) {
        switch (next) {
            case Following.Next.Take t -> stream.take();
            case Following.Next.Cut(String why, RuntimeException cause) -> stream.cut(why + ": " + cause.getMessage());
        }
    }
}
