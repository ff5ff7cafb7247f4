package io.datapact.audit.history;

import io.datapact.audit.state.Facts;
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
import io.datapact.contract.state.StateView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens entries and shows them to observers, each with the state around it. Hostile bytes become
 * {@link LedgerObserver#unreadable}. Not safe for concurrent use.
 */
public final class EntryVisits {
    /** Largest genesis record, in bytes. */
    private static final int MAXIMUM_GENESIS_BYTES = Dsse.MAXIMUM_ENVELOPE_BYTES;

    private final List<? extends LedgerObserver> observers;
    private Optional<Genesis> genesis = Optional.empty();
    private Optional<Digest> network = Optional.empty();
    private long lastTime;

    /** The state before an entry and after its writes; valid during the visit. */
    public record Around(StateView before, StateView after) {}

    public EntryVisits(List<? extends LedgerObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    /** Shows an entry, and gives it back; nothing where the bytes are no entry of that position. */
    public Optional<LogEntry> visit(long position, byte[] content, Function<LogEntry, Around> state) {
        switch (LogEntry.parse(content)) {
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                refuse(position, "at '" + path + "': " + detail);
            case Parsed.Value<LogEntry>(LogEntry entry) -> {
                if (entry.position() == position) {
                    open(entry, state.apply(entry));
                    return Optional.of(entry);
                }
                refuse(position, "expected position " + position + " in the entry, found " + entry.position());
            }
        }
        return Optional.empty();
    }

    /** The first entry's record, once it was visited and could be read. */
    public Optional<Genesis> genesis() {
        return genesis;
    }

    /** Digest of the first entry's record. */
    public Optional<Digest> network() {
        return network;
    }

    /** Time of the last entry visited, millis since the epoch. */
    public long lastTime() {
        return lastTime;
    }

    /** Tells observers of an entry that is none. */
    public void refuse(long position, String detail) {
        observers.forEach(observer -> observer.unreadable(position, detail));
    }

    private void open(LogEntry entry, Around state) {
        lastTime = entry.time();
        switch (Dsse.Envelope.parse(entry.envelope().toBytes())) {
            case Parsed.Malformed<Dsse.Envelope>(String path, String detail) ->
                refuse(entry.position(), "envelope at '" + path + "': " + detail);
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope) -> {
                if (entry.position() == 0) {
                    open(entry, envelope, state);
                } else {
                    step(entry, envelope, state);
                }
            }
        }
    }

    private void open(LogEntry entry, Dsse.Envelope envelope, Around state) {
        byte[] payload = envelope.payload().toBytes();
        switch (RecordCodec.of(Genesis.class).decode(payload, MAXIMUM_GENESIS_BYTES)) {
            case Parsed.Malformed<Genesis>(String path, String detail) ->
                refuse(0, "genesis at '" + path + "': " + detail);
            case Parsed.Value<Genesis>(Genesis record) -> {
                genesis = Optional.of(record);
                network = Optional.of(Digest.of(payload));
                Opening opening = new Opening(entry, envelope, record, Digest.of(payload), new Facts(state.after()));
                observers.forEach(observer -> observer.opening(opening));
            }
        }
    }

    private void step(LogEntry entry, Dsse.Envelope envelope, Around state) {
        if (network.isEmpty()) {
            refuse(entry.position(), "expected a genesis before the first command, found none that can be read");
            return;
        }
        switch (CommandCodec.decode(envelope.payload().toBytes())) {
            case Parsed.Malformed<CommandPayload>(String path, String detail) ->
                refuse(entry.position(), "payload at '" + path + "': " + detail);
            case Parsed.Value<CommandPayload>(CommandPayload payload) -> {
                Facts before = new Facts(state.before());
                Optional<Certificate> signer =
                        before.read(MemberKeys.certificate(payload.header().signer()));
                Step step = new Step(
                        entry,
                        network.get(),
                        envelope,
                        payload,
                        signer,
                        before,
                        new Facts(state.after()),
                        state.before());
                observers.forEach(observer -> observer.step(step));
            }
        }
    }
}
