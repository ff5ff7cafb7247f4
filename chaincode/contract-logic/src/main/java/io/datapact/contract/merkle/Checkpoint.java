package io.datapact.contract.merkle;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import java.util.List;

/**
 * The head of a log: the body of a signed note. Source: C2SP tlog-checkpoint.
 *
 * @param origin     the log's origin line
 * @param size       number of entries
 * @param root       Merkle root over them
 * @param extensions further lines, opaque here
 */
public record Checkpoint(String origin, long size, Digest root, List<String> extensions) {
    private static final int MAXIMUM_EXTENSIONS = 16;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        NoteKey.requireName(origin);
        if (size < 0) {
            throw new IllegalArgumentException("expected a size of at least 0, found " + size);
        }
        if (extensions.size() > MAXIMUM_EXTENSIONS || extensions.stream().anyMatch(Checkpoint::broken)) {
            throw new IllegalArgumentException("expected at most " + MAXIMUM_EXTENSIONS
                    + " extension lines, none empty or broken over lines; found others");
        }
    }

    private static boolean broken(String line) {
        return line.isEmpty() || line.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
    }

    /** A checkpoint without extension lines. */
    public static Checkpoint of(String origin, long size, Digest root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /** The note's text: origin, size in decimal, root in base64, extensions; each line ends with a newline. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(origin).append('\n').append(size).append('\n');
        out.append(Bytes.of(root.toBytes())).append('\n');
        extensions.forEach(line -> out.append(line).append('\n'));
        return out.toString();
    }

    /** Reads a note's text; never throws. Only the form that {@link #text()} gives is accepted. */
    public static Parsed<Checkpoint> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            return new Parsed.Malformed<>("", "expected origin, size and root, a line each; found another form");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            return new Parsed.Malformed<>("", "expected a size in decimal, found another form");
        }
        try {
            byte[] root = new Bytes(lines[2]).toBytes();
            if (root.length != Digest.BYTES) {
                return new Parsed.Malformed<>("", "expected a root of 32 bytes, found " + root.length);
            }
            List<String> extensions = List.of(lines).subList(3, lines.length - 1);
            return new Parsed.Value<>(
                    new Checkpoint(lines[0], Long.parseLong(lines[1]), Digest.wrap(root), extensions));
        } catch (IllegalArgumentException e) {
            return new Parsed.Malformed<>("", String.valueOf(e.getMessage()));
        }
    }
}
