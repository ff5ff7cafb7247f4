package io.datapact.contract.merkle;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * An inclusion proof with the checkpoint it leads to, as a text that verifies offline. Source: C2SP tlog-proof,
 * version 1, without extra data.
 *
 * @param index      the entry's index
 * @param path       the inclusion proof's hashes
 * @param checkpoint the checkpoint as a signed note
 */
public record TlogProof(long index, List<Digest> path, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";

    public TlogProof {
        path = List.copyOf(path);
    }

    /** The written form. */
    public String write() {
        StringBuilder out = new StringBuilder(HEADER)
                .append('\n')
                .append(INDEX)
                .append(index)
                .append('\n');
        path.forEach(hash -> out.append(Bytes.of(hash.toBytes())).append('\n'));
        return out.append('\n').append(checkpoint.write()).toString();
    }

    /** Reads the written form; never throws. */
    public static Parsed<TlogProof> parse(String written) {
        int gap = written.indexOf("\n\n");
        if (gap < 0 || gap > SignedNote.MAXIMUM_CHARACTERS) {
            return refuse("expected a proof, an empty line and a checkpoint, found another form");
        }
        String[] lines = written.substring(0, gap).split("\n", InclusionProof.MAXIMUM_PATH + 3);
        boolean headed = lines.length >= 2
                && lines[0].equals(HEADER)
                && lines[1].matches(INDEX + "(0|[1-9][0-9]{0,17})")
                && lines.length <= InclusionProof.MAXIMUM_PATH + 2;
        if (!headed) {
            return refuse("expected the lines " + HEADER + ", index and hashes; found others");
        }
        return switch (SignedNote.parse(written.substring(gap + 2))) {
            case Parsed.Malformed<SignedNote>(String path, String detail) -> new Parsed.Malformed<>(path, detail);
            case Parsed.Value<SignedNote>(SignedNote note) -> read(lines, note);
        };
    }

    private static Parsed<TlogProof> read(String[] lines, SignedNote note) {
        List<Digest> path = new ArrayList<>();
        try {
            for (String line : List.of(lines).subList(2, lines.length)) {
                path.add(Digest.wrap(new Bytes(line).toBytes()));
            }
        } catch (IllegalArgumentException e) {
            return refuse("expected hashes of 32 bytes in base64, found another line");
        }
        return new Parsed.Value<>(new TlogProof(Long.parseLong(lines[1].substring(INDEX.length())), path, note));
    }

    /**
     * Whether the proof leads from the entry to a checkpoint of that origin that the log's key signed.
     *
     * @param leafHash hash of the entry
     * @param logKey   the log's key; its name is the origin
     */
    public boolean verify(Digest leafHash, NoteKey logKey) {
        if (!logKey.verifies(checkpoint)) {
            return false;
        }
        return switch (Checkpoint.parse(checkpoint.text())) {
            case Parsed.Malformed<Checkpoint> malformed -> false;
            case Parsed.Value<Checkpoint>(Checkpoint head) ->
                head.origin().equals(logKey.name())
                        && index >= 0
                        && index < head.size()
                        && new InclusionProof(index, head.size(), path).verify(leafHash, head.root());
        };
    }

    private static Parsed<TlogProof> refuse(String detail) {
        return new Parsed.Malformed<>("", detail);
    }
}
