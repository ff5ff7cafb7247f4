package io.datapact.contract.statetree;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A proof of what a key holds, with the checkpoint that it leads to, as a text that verifies offline. Modelled on C2SP
 * tlog-proof:
 *
 * <pre>
 * datapact/state-proof/1
 * key network/pause
 * leaf &lt;base64 of the leaf's key hash&gt; &lt;base64 of its value hash&gt;     (left out for the tree without keys)
 * &lt;bit in decimal&gt; &lt;base64 of the sibling&gt;                          (one line a branch, from the leaf upwards)
 *
 * &lt;checkpoint as a signed note&gt;
 * </pre>
 *
 * @param key        path of the key
 * @param proof      leads to the state root of the checkpoint
 * @param checkpoint as the log signed it
 */
public record SignedStateProof(String key, StateProof proof, SignedNote checkpoint) {
    private static final String HEADER = "datapact/state-proof/1";
    private static final String KEY = "key ";
    private static final String LEAF = "leaf ";
    private static final int MAXIMUM_KEY = 512;
    private static final int MAXIMUM_LINES = StateProof.MAXIMUM_PATH + 3;

    public SignedStateProof {
        if (key.isEmpty() || key.length() > MAXIMUM_KEY || key.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
            throw new IllegalArgumentException(
                    "expected a key of 1 to " + MAXIMUM_KEY + " visible ASCII characters, found another form");
        }
    }

    /** The written form. */
    public String write() {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        out.append(KEY).append(key).append('\n');
        proof.leaf()
                .ifPresent(leaf -> out.append(LEAF)
                        .append(base64(leaf.key()))
                        .append(' ')
                        .append(base64(leaf.value()))
                        .append('\n'));
        proof.path()
                .forEach(step -> out.append(step.bit())
                        .append(' ')
                        .append(base64(step.sibling()))
                        .append('\n'));
        return out.append('\n').append(checkpoint.write()).toString();
    }

    /** Reads the written form; never throws. Only the form that {@link #write()} gives is accepted. */
    public static Parsed<SignedStateProof> parse(String written) {
        int gap = written.indexOf("\n\n");
        if (gap < 0 || gap > SignedNote.MAXIMUM_CHARACTERS) {
            return refuse("expected a proof, an empty line and a checkpoint, found another form");
        }
        List<String> lines = List.of(written.substring(0, gap).split("\n", MAXIMUM_LINES + 1));
        if (lines.size() < 2
                || lines.size() > MAXIMUM_LINES
                || !lines.getFirst().equals(HEADER)
                || !lines.get(1).startsWith(KEY)) {
            return refuse("expected the lines " + HEADER + ", key, leaf and branches; found others");
        }
        return switch (SignedNote.parse(written.substring(gap + 2))) {
            case Parsed.Malformed<SignedNote>(String path, String detail) -> new Parsed.Malformed<>(path, detail);
            case Parsed.Value<SignedNote>(SignedNote note) -> read(lines, note);
        };
    }

    private static Parsed<SignedStateProof> read(List<String> lines, SignedNote note) {
        try {
            String key = lines.get(1).substring(KEY.length());
            List<String> rest = lines.subList(2, lines.size());
            if (rest.isEmpty()) {
                return new Parsed.Value<>(new SignedStateProof(key, StateProof.OF_EMPTY, note));
            }
            StateProof.Leaf leaf = leaf(rest.getFirst());
            List<StateProof.Step> path = new ArrayList<>();
            for (String line : rest.subList(1, rest.size())) {
                path.add(step(line));
            }
            return new Parsed.Value<>(new SignedStateProof(key, new StateProof(Optional.of(leaf), path), note));
        } catch (IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private static StateProof.Leaf leaf(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !line.startsWith(LEAF)) {
            throw new IllegalArgumentException("expected a leaf line with two hashes, found another line");
        }
        return new StateProof.Leaf(digest(parts[1]), digest(parts[2]));
    }

    private static StateProof.Step step(String line) {
        int space = line.indexOf(' ');
        if (space < 1 || !line.substring(0, space).matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("expected a branch line of bit and hash, found another line");
        }
        return new StateProof.Step(Integer.parseInt(line.substring(0, space)), digest(line.substring(space + 1)));
    }

    private static Digest digest(String base64) {
        return StateRoot.digest(base64)
                .orElseThrow(() ->
                        new IllegalArgumentException("expected a hash of 32 bytes in base64, found another form"));
    }

    /**
     * What the proof shows of its key under a checkpoint of that origin that the log's key signed. Whether witnesses
     * signed it too is the caller's question.
     */
    public StateProof.Finding check(NoteKey logKey) {
        if (!logKey.verifies(checkpoint)
                || !(Checkpoint.parse(checkpoint.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head))
                || !head.origin().equals(logKey.name())) {
            return new StateProof.Finding.Invalid();
        }
        return StateRoot.of(head).map(root -> proof.check(key, root)).orElseGet(StateProof.Finding.Invalid::new);
    }

    private static String base64(Digest digest) {
        return Bytes.of(digest.toBytes()).toString();
    }

    private static Parsed<SignedStateProof> refuse(String detail) {
        return new Parsed.Malformed<>("", detail);
    }
}
