package io.datapact.audit.history;

import io.datapact.audit.bundle.BundleReader;
import io.datapact.audit.state.Facts;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a ledger's entries as they stream by: hashes them, opens the commands, keeps the recorded state, and shows each
 * to the observers. Hostile bytes become {@link LedgerObserver#unreadable}. Not safe for concurrent use.
 */
public final class LedgerReading implements BundleReader.EntryVisitor {
    /** Largest genesis record, in bytes. */
    private static final int MAXIMUM_GENESIS_BYTES = Dsse.MAXIMUM_ENVELOPE_BYTES;

    private final List<? extends LedgerObserver> observers;
    private final RecordedState state = new RecordedState();
    private final MerkleFrontier tree = new MerkleFrontier();
    private final List<Digest> roots = new ArrayList<>(List.of(MerkleTree.EMPTY_ROOT));
    private Optional<Genesis> genesis = Optional.empty();
    private Optional<Digest> network = Optional.empty();
    private long lastTime;

    public LedgerReading(List<? extends LedgerObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    @Override
    public void entry(long position, byte[] content) {
        long expected = tree.size();
        tree.append(MerkleTree.leafHash(content));
        roots.add(tree.root());
        if (position != expected) {
            refuse(position, "expected the entry of position " + expected + ", found another; none may be left out");
            return;
        }
        switch (LogEntry.parse(content)) {
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                refuse(position, "at '" + path + "': " + detail);
            case Parsed.Value<LogEntry>(LogEntry entry) -> visit(position, entry);
        }
    }

    /** What was read so far. */
    public Ledger ledger() {
        return new Ledger(List.copyOf(roots), state, genesis, network, lastTime);
    }

    private void visit(long position, LogEntry entry) {
        if (entry.position() != position) {
            refuse(position, "expected position " + position + " in the entry, found " + entry.position());
            return;
        }
        lastTime = entry.time();
        switch (Dsse.Envelope.parse(entry.envelope().toBytes())) {
            case Parsed.Malformed<Dsse.Envelope>(String path, String detail) ->
                refuse(position, "envelope at '" + path + "': " + detail);
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope) -> {
                if (position == 0) {
                    open(entry, envelope);
                } else {
                    step(entry, envelope);
                }
            }
        }
        state.apply(entry.writes());
    }

    private void open(LogEntry entry, Dsse.Envelope envelope) {
        byte[] payload = envelope.payload().toBytes();
        switch (RecordCodec.of(Genesis.class).decode(payload, MAXIMUM_GENESIS_BYTES)) {
            case Parsed.Malformed<Genesis>(String path, String detail) ->
                refuse(0, "genesis at '" + path + "': " + detail);
            case Parsed.Value<Genesis>(Genesis record) -> {
                genesis = Optional.of(record);
                network = Optional.of(Digest.of(payload));
                Opening opening =
                        new Opening(entry, envelope, record, Digest.of(payload), new Facts(state.with(entry.writes())));
                observers.forEach(observer -> observer.opening(opening));
            }
        }
    }

    private void step(LogEntry entry, Dsse.Envelope envelope) {
        if (network.isEmpty()) {
            refuse(entry.position(), "expected a genesis before the first command, found none that can be read");
            return;
        }
        switch (CommandCodec.decode(envelope.payload().toBytes())) {
            case Parsed.Malformed<CommandPayload>(String path, String detail) ->
                refuse(entry.position(), "payload at '" + path + "': " + detail);
            case Parsed.Value<CommandPayload>(CommandPayload payload) -> {
                Facts before = new Facts(state);
                Optional<Certificate> signer =
                        before.read(MemberKeys.certificate(payload.header().signer()));
                Step step = new Step(
                        entry,
                        network.get(),
                        envelope,
                        payload,
                        signer,
                        before,
                        new Facts(state.with(entry.writes())),
                        state);
                observers.forEach(observer -> observer.step(step));
            }
        }
    }

    private void refuse(long position, String detail) {
        observers.forEach(observer -> observer.unreadable(position, detail));
    }
}
