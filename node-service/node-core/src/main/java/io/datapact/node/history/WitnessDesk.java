package io.datapact.node.history;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.contract.merkle.WitnessSigner;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.node.ledger.History;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.Replica;
import io.datapact.node.store.StoreUnavailableException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * This node's newest checkpoint, co-signed where the ledger names this node's key among {@code network/witnesses} (C2SP
 * tlog-cosignature). A co-signature says that this node's own replay gave the root, and that all it co-signed before is
 * a prefix. What it co-signs last is on disk before the signature is made ({@code <folder>/cosigned}), so that it never
 * co-signs two checkpoints that contradict each other, also over restarts; whoever restores an old copy of that file
 * takes this away.
 */
public final class WitnessDesk {
    private final MemberId member;
    private final Optional<WitnessIdentity> identity;
    private final Ledger ledger;
    private final Replica replica;
    private final History history;
    private final Forks forks;
    private final NoteFile cosigned;
    private final InstantSource clock;

    /** What a desk reads and keeps. */
    public record Sources(Ledger ledger, Replica replica, History history, Forks forks, Path folder) {}

    /** The desk of a member's node. */
    public WitnessDesk(MemberId member, Optional<WitnessIdentity> identity, Sources sources, InstantSource clock) {
        this.member = member;
        this.identity = identity;
        this.ledger = sources.ledger();
        this.replica = sources.replica();
        this.history = sources.history();
        this.forks = sources.forks();
        this.cosigned = new NoteFile(sources.folder().resolve("cosigned"));
        this.clock = clock;
    }

    /** Whose node this is. */
    public MemberId member() {
        return member;
    }

    /** The public half of the key that this node has, or empty. */
    public Optional<Bytes> publicKey() {
        return identity.map(WitnessIdentity::publicKey);
    }

    /** The witness key that the ledger names of this node, or empty. */
    public Optional<WitnessKey> named() {
        return identity.flatMap(own -> witnesses().stream()
                .filter(witness -> witness.member().equals(member)
                        && witness.key().publicKey().equals(own.publicKey()))
                .findFirst()
                .map(witness ->
                        new WitnessKey(witness.key().name(), witness.key().publicKey())));
    }

    /** The witnesses that the ledger names. */
    public List<Witnesses.Witness> witnesses() {
        return new StateReader(replica.view().state())
                .read(GovernanceKeys.WITNESSES)
                .map(Witnesses::witnesses)
                .orElse(List.of());
    }

    /**
     * The newest checkpoint that this node verified, co-signed where this node is a witness and nothing is against it.
     *
     * @throws LedgerUnavailableException if no checkpoint has been received yet
     * @throws StoreUnavailableException  if what was co-signed last cannot be read, or this cannot be kept
     */
    public synchronized SignedCheckpoint newest() {
        SignedCheckpoint verified = verified();
        Optional<WitnessKey> key = named();
        return key.isPresent() && !forks.any() && extendsLast(verified) ? cosign(verified, key.get()) : verified;
    }

    /**
     * Co-signs a checkpoint that another was shown, if this node's own replay gives both its roots and it extends what was
     * co-signed last. What contradicts this node's own is kept as a fork. Never throws for what anybody can write.
     *
     * @param written untrusted
     * @throws StoreUnavailableException as {@link #newest}
     */
    public synchronized Cosigning cosign(String written) {
        Optional<WitnessKey> key = named();
        if (key.isEmpty()) {
            return new Cosigning.Refused(Reason.NOT_A_PARTY, "expected a node whose key the ledger names, found none");
        }
        Optional<SignedCheckpoint> offered = SignedCheckpoint.read(written, history.logKeys());
        if (offered.isEmpty()) {
            return new Cosigning.Refused(
                    Reason.MALFORMED, "expected a checkpoint that the log's key signed, found another text");
        }
        return cosignOffered(offered.get(), key.get());
    }

    private Cosigning cosignOffered(SignedCheckpoint offered, WitnessKey key) {
        SignedCheckpoint ours = verified();
        long size = offered.head().size();
        if (forks.any() || size > ours.head().size() || size < cosignedSize()) {
            return new Cosigning.Refused(
                    Reason.PARTY_NOT_READY,
                    "expected a checkpoint near the " + ours.head().size()
                            + " entries that are verified here, found one of " + size);
        }
        boolean same = offered.head().root().equals(history.root(size));
        if (!same || Fork.contradict(offered.head(), ours.head())) {
            keep(ours, offered);
        }
        boolean replayed = same && replays(offered.head());
        return replayed && !forks.any() && extendsLast(offered)
                ? new Cosigning.Signed(cosign(offered, key))
                : new Cosigning.Refused(
                        Reason.PARTY_NOT_READY,
                        "expected a checkpoint that this node's replay gives and that extends what it co-signed last,"
                                + " found another; ask with a newer one");
    }

    private boolean replays(Checkpoint head) {
        Optional<Digest> ours = history.recentStateRoot(head.size());
        return ours.isPresent() && StateRoot.of(head).equals(ours);
    }

    private long cosignedSize() {
        return cosigned.read().map(WitnessDesk::parsed).map(Checkpoint::size).orElse(0L);
    }

    private void keep(SignedCheckpoint ours, SignedCheckpoint theirs) {
        forks.keep(new Fork(
                ours.bare(history.logKeys()).write(),
                theirs.bare(history.logKeys()).write(),
                history.root(theirs.head().size()),
                history.consistency(theirs.head().size(), ours.head().size()).path()));
    }

    private SignedCheckpoint verified() {
        String written = ledger.checkpoint().note();
        return SignedCheckpoint.read(written, history.logKeys())
                .orElseThrow(() -> new IllegalStateException("a verified checkpoint is signed by the log's key"));
    }

    private SignedCheckpoint cosign(SignedCheckpoint verified, WitnessKey key) {
        cosigned.write(verified.note());
        WitnessSigner signer = new WitnessSigner(key, identity.orElseThrow().privateKey());
        return new SignedCheckpoint(signer.cosign(verified.note(), clock.millis() / 1_000), verified.head());
    }

    /** Whether what was co-signed last is a prefix, by this node's replay; what contradicts it is kept as a fork. */
    private boolean extendsLast(SignedCheckpoint verified) {
        Checkpoint head = verified.head();
        Optional<SignedNote> last = cosigned.read();
        if (last.isEmpty()) {
            return head.root().equals(history.root(head.size()));
        }
        Checkpoint before = parsed(last.get());
        if (before.size() > head.size()) {
            return false;
        }
        boolean same = before.size() < head.size()
                ? history.root(before.size()).equals(before.root())
                : !Fork.contradict(before, head);
        if (!same) {
            forks.keep(new Fork(
                    verified.note().write(),
                    last.get().write(),
                    history.root(before.size()),
                    history.consistency(before.size(), head.size()).path()));
        }
        return same && head.root().equals(history.root(head.size()));
    }

    private static Checkpoint parsed(SignedNote note) {
        return switch (Checkpoint.parse(note.text())) {
            case Parsed.Value<Checkpoint>(Checkpoint head) -> head;
            case Parsed.Malformed<Checkpoint>(String path, String detail) ->
                throw new IllegalStateException("expected the checkpoint co-signed last, found another note: " + detail
                        + "; restore the file cosigned from a copy");
        };
    }
}
