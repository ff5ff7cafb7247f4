package io.datapact.contract.statetree;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * The state's root in a checkpoint: its one extension line (C2SP tlog-checkpoint), {@code datapact/state/1}, a space,
 * and the root in base64. It is the root of the state right after the checkpoint's last entry.
 */
public final class StateRoot {
    private static final String NAME = "datapact/state/1 ";

    private StateRoot() {}

    /** A checkpoint that commits to a log and to the state after it. */
    public static Checkpoint commit(String origin, long size, Digest root, Digest state) {
        return new Checkpoint(origin, size, root, List.of(NAME + Bytes.of(state.toBytes())));
    }

    /** The root that a checkpoint commits to; empty where it has no such line, another form of one, or several. */
    public static Optional<Digest> of(Checkpoint checkpoint) {
        List<String> lines = checkpoint.extensions().stream()
                .filter(line -> line.startsWith(NAME))
                .toList();
        return lines.size() == 1 ? digest(lines.getFirst().substring(NAME.length())) : Optional.empty();
    }

    static Optional<Digest> digest(String base64) {
        try {
            byte[] bytes = new Bytes(base64).toBytes();
            return bytes.length == Digest.BYTES ? Optional.of(Digest.wrap(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
