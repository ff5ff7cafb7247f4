package io.datapact.audit.proof;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.ConsistencyProof;
import java.util.ArrayList;
import java.util.List;

/**
 * A consistency proof (RFC 6962, section 2.1.2) as a text, in the manner of C2SP tlog-proof:
 *
 * <pre>
 * datapact/consistency-proof/1
 * sizes &lt;first&gt; &lt;second&gt;
 * &lt;base64 of a hash&gt;                  (one line a hash)
 * </pre>
 */
public final class ConsistencyText {
    private static final String HEADER = "datapact/consistency-proof/1";
    private static final String SIZES = "sizes (0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,17})";

    private ConsistencyText() {}

    /** The written form; each line ends with a newline. */
    public static String write(ConsistencyProof proof) {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        out.append("sizes ")
                .append(proof.first())
                .append(' ')
                .append(proof.second())
                .append('\n');
        proof.path().forEach(hash -> out.append(Bytes.of(hash.toBytes())).append('\n'));
        return out.toString();
    }

    /** Reads the written form; never throws. Only the form that {@link #write} gives is accepted. */
    public static Parsed<ConsistencyProof> parse(String written) {
        String[] lines = written.split("\n", ConsistencyProof.MAXIMUM_PATH + 4);
        boolean headed = lines.length >= 3
                && lines.length <= ConsistencyProof.MAXIMUM_PATH + 3
                && lines[0].equals(HEADER)
                && lines[1].matches(SIZES)
                && lines[lines.length - 1].isEmpty();
        if (!headed) {
            return new Parsed.Malformed<>("", "expected the lines " + HEADER + ", sizes and hashes; found others");
        }
        String[] sizes = lines[1].split(" ", -1);
        try {
            List<Digest> path = new ArrayList<>();
            for (String line : List.of(lines).subList(2, lines.length - 1)) {
                path.add(Digest.wrap(new Bytes(line).toBytes()));
            }
            return new Parsed.Value<>(new ConsistencyProof(Long.parseLong(sizes[1]), Long.parseLong(sizes[2]), path));
        } catch (IllegalArgumentException e) {
            return new Parsed.Malformed<>("", String.valueOf(e.getMessage()));
        }
    }
}
