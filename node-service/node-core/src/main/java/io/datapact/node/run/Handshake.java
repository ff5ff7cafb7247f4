package io.datapact.node.run;

import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.ForkPredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.follow.StartMark;
import io.datapact.node.history.Checkpoints;
import io.datapact.node.history.Checkpoints.Prefix;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Before anything is computed the parties compare what they were shown of the ledger: the start, and their newest signed
 * checkpoints, so that a host cannot show two parties two histories and have them compute on it. Where two checkpoints
 * contradict each other, both are kept and stated, and the run ends. Adversary: ledger host and peers; a peer alone, who
 * cannot sign for the log, ends the run and no more.
 */
final class Handshake {
    private final RunLedger ledger;
    private final Checkpoints checkpoints;
    private final EvidenceLog evidence;

    Handshake(RunLedger ledger, Checkpoints checkpoints, EvidenceLog evidence) {
        this.ledger = ledger;
        this.checkpoints = checkpoints;
        this.evidence = evidence;
    }

    /** What a peer said. */
    private record Theirs(SameHistory said, Checkpoints.Told told) {
        SignedCheckpoint checkpoint() {
            return told.checkpoint();
        }
    }

    /**
     * Compares with all peers.
     *
     * @throws RunEndedException  if a peer has seen another history
     * @throws RunFailedException if a peer says something else, or nothing
     */
    void compare(StartMark start, RunFacts facts, Map<Integer, PeerChannel> channels) throws InterruptedException {
        ledger.await(() -> checkpoints.covered() > start.position());
        SignedCheckpoint ours = checkpoints.desk().newest();
        Optional<Fork> own = checkpoints.compareKept(ours);
        SameHistory mine = new SameHistory(
                SameHistory.TYPE,
                start.run(),
                start.position(),
                start.root(),
                ours.note().write(),
                checkpoints.handovers(start.position() + 1).stream()
                        .limit(SameHistory.MOST_HANDOVERS)
                        .toList());
        byte[] message = RecordCodec.of(SameHistory.class).encode(mine);
        channels.values().forEach(channel -> channel.send(message.clone()));
        Map<Integer, Theirs> theirs = new TreeMap<>();
        channels.forEach((peer, channel) -> theirs.put(peer, hello(start, ours, peer, channel.receive())));
        channels.forEach((peer, channel) -> prove(start, ours, theirs.get(peer), channel));
        Map<Integer, Fork> forks = new TreeMap<>();
        channels.forEach((peer, channel) ->
                fork(start, ours, theirs.get(peer), channel).ifPresent(fork -> forks.put(peer, fork)));
        uninterrupted(() -> {
            forks.forEach(
                    (peer, fork) -> keep(facts, Optional.of(facts.party(peer).node()), fork));
            own.ifPresent(fork -> keep(facts, Optional.empty(), fork));
        });
        requireNone(own, forks);
        theirs.forEach(Handshake::requireBelieved);
        theirs.forEach((peer, each) -> requireSameStart(mine, peer, each.said()));
        theirs.values().forEach(each -> checkpoints.keep(each.checkpoint()));
    }

    private Theirs hello(StartMark start, SignedCheckpoint ours, int peer, byte[] received) {
        if (RecordCodec.of(SameHistory.class).decode(received) instanceof Parsed.Value<SameHistory>(SameHistory said)
                && said.type().equals(SameHistory.TYPE)
                && said.run().equals(start.run())) {
            Optional<Checkpoints.Told> told = checkpoints
                    .read(ours, said.checkpoint(), said.handovers())
                    .filter(each -> each.checkpoint().head().size() > start.position());
            if (told.isPresent()) {
                return new Theirs(said, told.get());
            }
        }
        throw RunFailedException.at(
                peer,
                RunFailure.PEER_GARBAGE,
                "expected where the peer has seen the start, with a checkpoint of this log that covers it, found"
                        + " something else");
    }

    private void prove(StartMark start, SignedCheckpoint ours, Theirs theirs, PeerChannel channel) {
        if (theirs.checkpoint().head().size() < ours.head().size()) {
            Prefix prefix = checkpoints.prefix(theirs.checkpoint().head(), ours.head());
            channel.send(RecordCodec.of(PrefixOfHistory.class)
                    .encode(new PrefixOfHistory(PrefixOfHistory.TYPE, start.run(), prefix.root(), prefix.path())));
        }
    }

    private Optional<Fork> fork(StartMark start, SignedCheckpoint ours, Theirs theirs, PeerChannel channel) {
        return theirs.checkpoint().head().size() > ours.head().size()
                ? checkpoints.compare(ours, theirs.told(), prefix(start, ours, theirs, channel))
                : checkpoints.compare(ours, theirs.told());
    }

    private static Prefix prefix(StartMark start, SignedCheckpoint ours, Theirs theirs, PeerChannel channel) {
        if (RecordCodec.of(PrefixOfHistory.class).decode(channel.receive())
                        instanceof Parsed.Value<PrefixOfHistory>(PrefixOfHistory said)
                && said.type().equals(PrefixOfHistory.TYPE)
                && said.run().equals(start.run())) {
            Prefix told = new Prefix(said.root(), said.path());
            if (Checkpoints.proves(told, ours.head(), theirs.checkpoint().head())) {
                return told;
            }
        }
        throw RunFailedException.at(
                channel.peer(),
                RunFailure.PEER_GARBAGE,
                "expected a proof of what the peer's log was at " + ours.head().size()
                        + " entries, found something else");
    }

    private void keep(RunFacts facts, Optional<NodeId> peer, Fork fork) {
        checkpoints.forks().keep(fork);
        evidence.appendOnce(
                facts.id().task(),
                said -> said instanceof ForkPredicate other
                        && other.run().equals(facts.id())
                        && other.peer().equals(peer),
                Subject.of(facts.id().task().value(), facts.manifestDigest()),
                link -> new ForkPredicate(link, facts.id(), peer, fork));
    }

    /** The peer that found it too may end the run at any moment, which interrupts this thread, and must not cost the proof. */
    private static void uninterrupted(Runnable keeping) {
        try {
            CompletableFuture.runAsync(keeping, task -> Thread.ofVirtual().start(task))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void requireNone(Optional<Fork> own, Map<Integer, Fork> forks) {
        if (own.isPresent() || !forks.isEmpty()) {
            OptionalInt peer = forks.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(forks.keySet().iterator().next());
            throw RunEndedException.at(
                    peer,
                    EndCause.LEDGER_FORKED,
                    "expected checkpoints of one history, found two that the log's key signed and that contradict each"
                            + " other; both are kept in "
                            + checkpoints.forks().folder() + ": decide with all members");
        }
    }

    /** A former key that signs what fits our log has forked nothing, and is the log's no more. */
    private static void requireBelieved(int peer, Theirs theirs) {
        if (!theirs.told().believed()) {
            throw RunFailedException.at(
                    peer,
                    RunFailure.PEER_GARBAGE,
                    "expected a checkpoint signed by the log's key of its "
                            + theirs.checkpoint().head().size() + " entries, found one signed by another of its keys");
        }
    }

    private static void requireSameStart(SameHistory mine, int peer, SameHistory theirs) {
        if (theirs.position() != mine.position() || !theirs.root().equals(mine.root())) {
            throw RunEndedException.at(
                    OptionalInt.of(peer),
                    EndCause.LEDGER_FORKED,
                    "expected the start at position " + mine.position() + " under the root " + mine.root()
                            + ", found that the peer says it is at " + theirs.position() + " under " + theirs.root()
                            + ", which its own checkpoint does not bear out");
        }
    }
}
