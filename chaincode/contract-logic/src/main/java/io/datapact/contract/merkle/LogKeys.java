package io.datapact.contract.merkle;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.statetree.StateRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one log, each with the heads that it signs. An entry that replaces the key hands the log over: the head
 * whose last entry it is, the handover, is signed by the former key and by the next, and names the next in an extension
 * line. Earlier heads are the former key's alone, later ones the next key's alone. So a chain of handovers leads from the
 * first key to the newest, and whoever has a former key can speak of nothing that came after it.
 *
 * <p>A handover shows that the holder of the former key named the next one, not that the members chose it: that the state
 * says, which replay gives.
 *
 * @param first     the key that the genesis names; its name is the log's origin, of all keys
 * @param handovers in ascending order of sizes, each to a key that was not the log's before
 */
public record LogKeys(NoteKey first, List<Handover> handovers) {
    private static final String LINE = "datapact/log-key/1 ";

    /**
     * An end of one key's term and begin of another's.
     *
     * @param size entries of the head that both sign, at least 2, for the genesis replaces no key
     * @param next the key from there on
     */
    public record Handover(long size, NoteKey next) {}

    public LogKeys {
        handovers = List.copyOf(handovers);
        long before = 1;
        for (Handover handover : handovers) {
            if (handover.size() <= before || !handover.next().name().equals(first.name())) {
                throw new IllegalArgumentException("expected handovers of " + first.name()
                        + " in ascending order from 2 entries on, found one of "
                        + handover.next().name() + " at " + handover.size() + " after " + before);
            }
            before = handover.size();
        }
        long distinct = handovers.stream()
                .map(Handover::next)
                .filter(key -> !key.equals(first))
                .distinct()
                .count();
        if (distinct < handovers.size()) {
            throw new IllegalArgumentException("expected each key of " + first.name() + " once, found one twice");
        }
    }

    /** Of a log whose key was never replaced. */
    public static LogKeys of(NoteKey only) {
        return new LogKeys(only, List.of());
    }

    /** The log's name. */
    public String origin() {
        return first.name();
    }

    /** All keys, the newest last. */
    public List<NoteKey> all() {
        return Stream.concat(Stream.of(first), handovers.stream().map(Handover::next))
                .toList();
    }

    /** The newest key. */
    public NoteKey newest() {
        return handovers.isEmpty() ? first : handovers.getLast().next();
    }

    /** The key in force right after the first entries, which signs the next head. */
    public NoteKey after(long size) {
        return upTo(size).newest();
    }

    /** The key to which the head over the first entries hands over; empty where it is no handover. */
    public Optional<NoteKey> next(long size) {
        return handovers.stream()
                .filter(handover -> handover.size() == size)
                .map(Handover::next)
                .findFirst();
    }

    /** The keys that sign the head over the first entries: one, or at a handover the former and the next. */
    public List<NoteKey> signers(long size) {
        return Stream.concat(Stream.of(after(size - 1)), next(size).stream()).toList();
    }

    /** As whoever knows only the first entries has it. */
    public LogKeys upTo(long size) {
        return new LogKeys(
                first,
                handovers.stream().filter(handover -> handover.size() <= size).toList());
    }

    /**
     * With one more handover.
     *
     * @throws IllegalArgumentException if it is not behind all others, or to a key that was the log's before
     */
    public LogKeys with(long size, Bytes next) {
        List<Handover> more = new ArrayList<>(handovers);
        more.add(new Handover(size, new NoteKey(origin(), next)));
        return new LogKeys(first, more);
    }

    /**
     * With one more handover, where a note that anybody may have written is one: it lies behind all others, names a new
     * key, and is signed by the newest key so far and the one that it names. Never throws.
     */
    public Optional<LogKeys> with(SignedNote note) {
        if (!(Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head))) {
            return Optional.empty();
        }
        List<String> named = named(head);
        try {
            return named.size() == 1
                    ? Optional.of(with(head.size(), new Bytes(named.getFirst().substring(LINE.length()))))
                            .filter(longer -> longer.verifies(note, head))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What the head over the first entries says.
     *
     * @param root  Merkle root over the entries
     * @param state root of the state right after the last of them
     */
    public Checkpoint head(long size, Digest root, Digest state) {
        Checkpoint plain = StateRoot.commit(origin(), size, root, state);
        List<String> lines = Stream.concat(plain.extensions().stream(), next(size).map(LogKeys::line).stream())
                .toList();
        return new Checkpoint(plain.origin(), size, root, lines);
    }

    /** Whether all keys that sign such a head signed this one, and it names a next key exactly where it hands over. */
    public boolean verifies(SignedNote note, Checkpoint head) {
        return head.origin().equals(origin())
                && head.size() > 0
                && named(head)
                        .equals(next(head.size()).map(LogKeys::line).stream().toList())
                && signers(head.size()).stream().allMatch(key -> key.verifies(note));
    }

    /** Whether any of the keys signed a note, whatever of. */
    public boolean anyVerifies(SignedNote note) {
        return all().stream().anyMatch(key -> key.verifies(note));
    }

    private static List<String> named(Checkpoint head) {
        return head.extensions().stream().filter(line -> line.startsWith(LINE)).toList();
    }

    private static String line(NoteKey next) {
        return LINE + next.publicKey();
    }
}
