package io.datapact.audit.bundle;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.state.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things lie in a bundle of class {@code complete}:
 *
 * <pre>
 * README.md                                what each file is, and the checks by hand
 * body.json                                the task's body, where the reader may have it
 * certificates/&lt;digest&gt;.pem          chains, leaf first, without the root
 * class.json                               {@link BundleClass}
 * evidence/&lt;member&gt;/000001.&lt;kind&gt;.dsse.json
 * ledger/checkpoint                        C2SP signed note
 * ledger/entries/000000.json               canonical bytes of the ledger's entries, from the genesis on
 * ledger/handovers/000123                  C2SP signed note over the first 123 entries, by which the log went over to its next key
 * manifest.&lt;exporter&gt;.dsse.json      {@link io.datapact.contract.evidence.ManifestSeal}
 * manifest.json                            {@link Manifest}
 * task.json                                the task's manifest, canonical
 * </pre>
 *
 * and of class {@code task}, which has only the entries that matter to the task, besides:
 *
 * <pre>
 * ledger/checkpoints/000123                C2SP signed note over the first 123 entries
 * ledger/consistency/000123                {@link io.datapact.audit.proof.ConsistencyText}: the log's first 123 entries are a prefix
 * ledger/proofs/000123.tlog-proof          C2SP tlog-proof of entry 123
 * ledger/state/000123/&lt;key&gt;.json        what a key held after 123 entries; left out where it held nothing
 * ledger/state/000123/&lt;key&gt;.state-proof {@link io.datapact.contract.statetree.SignedStateProof}; key: SHA-256 of its path
 * </pre>
 */
public final class BundleLayout {
    /** What each file is. */
    public static final String README = "README.md";

    /** The task's body. */
    public static final String BODY = "body.json";

    /** What kind of bundle it is. */
    public static final String CLASS = "class.json";

    /** The ledger's signed checkpoint. */
    public static final String CHECKPOINT = "ledger/checkpoint";

    /** Digests of all other files. */
    public static final String MANIFEST = "manifest.json";

    /** The task's manifest. */
    public static final String TASK = "task.json";

    /** The checkpoints by which the log went over from key to key. */
    public static final String HANDOVERS = "ledger/handovers/";

    private static final String ENTRIES = "ledger/entries/";
    private static final String CHECKPOINTS = "ledger/checkpoints/";
    private static final String CONSISTENCY = "ledger/consistency/";
    private static final String INCLUSION = "ledger/proofs/";
    private static final String STATE = "ledger/state/";
    private static final String CERTIFICATES = "certificates/";
    private static final String EVIDENCE = "evidence/";
    private static final Pattern ENTRY = Pattern.compile("ledger/entries/([0-9]{6})\\.json");
    private static final Pattern SIZED =
            Pattern.compile("(ledger/checkpoints/|ledger/consistency/|ledger/handovers/)([0-9]{6})");
    private static final Pattern HANDOVER = Pattern.compile("ledger/handovers/[0-9]{6}");
    private static final Pattern INCLUDED = Pattern.compile("ledger/proofs/[0-9]{6}\\.tlog-proof");
    private static final Pattern PROVEN =
            Pattern.compile("ledger/state/([0-9]{6})/[0-9a-f]{64}\\.(?:state-proof|json)");
    private static final Pattern CERTIFICATE = Pattern.compile("certificates/[0-9a-f]{64}\\.pem");
    private static final Pattern STATEMENT =
            Pattern.compile("evidence/([a-z0-9-]{1,40})/([0-9]{6})\\.([a-z]{1,20})\\.dsse\\.json");
    private static final Pattern SEAL = Pattern.compile("manifest\\.([a-z0-9-]{1,40})\\.dsse\\.json");

    private BundleLayout() {}

    /** The path of a ledger entry. */
    public static String entry(long position) {
        return ENTRIES + StateKey.number(position) + ".json";
    }

    /** The path of a further checkpoint of a task's bundle, by its size. */
    public static String checkpoint(long size) {
        return CHECKPOINTS + StateKey.number(size);
    }

    /** The path of a handover of the log, by its size. */
    public static String handover(long size) {
        return HANDOVERS + StateKey.number(size);
    }

    /** The path of the proof that the checkpoint over all entries extends the log of a size. */
    public static String consistency(long size) {
        return CONSISTENCY + StateKey.number(size);
    }

    /** The path of the proof that an entry stands in the log. */
    public static String inclusion(long position) {
        return INCLUSION + StateKey.number(position) + ".tlog-proof";
    }

    /** The path of the proof of what a key held at the checkpoint of a size. */
    public static String stateProof(long size, String key) {
        return statePath(size, key) + ".state-proof";
    }

    /** The path of what a key held at the checkpoint of a size. */
    public static String stateValue(long size, String key) {
        return statePath(size, key) + ".json";
    }

    private static String statePath(long size, String key) {
        return STATE + StateKey.number(size) + "/" + Digest.of(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The path of a certificate's chain, by the digest of the leaf's DER. */
    public static String certificate(Digest leaf) {
        return CERTIFICATES + leaf + ".pem";
    }

    /** The path of a statement, by its file's name in the party's chain. */
    public static String statement(MemberId member, String fileName) {
        return EVIDENCE + member + "/" + fileName;
    }

    /** The path of the exporter's seal. */
    public static String seal(MemberId exporter) {
        return "manifest." + exporter + ".dsse.json";
    }

    /** The position of a ledger entry's path. */
    public static Optional<Long> position(String path) {
        Matcher matcher = ENTRY.matcher(path);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /** What the path of a statement says about it. */
    public static Optional<StatementPath> statement(String path) {
        Matcher matcher = STATEMENT.matcher(path);
        return matcher.matches()
                ? Optional.of(new StatementPath(
                        new MemberId(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    /** The exporter of a seal's path. */
    static Optional<MemberId> exporter(String path) {
        Matcher matcher = SEAL.matcher(path);
        return matcher.matches() ? Optional.of(new MemberId(matcher.group(1))) : Optional.empty();
    }

    /** Whether the manifest leaves the path out: itself and its seals. */
    static boolean isManifest(String path) {
        return path.equals(MANIFEST) || SEAL.matcher(path).matches();
    }

    /** The size in the path of a further checkpoint, a handover or a consistency proof. */
    public static Optional<Long> size(String path) {
        Matcher matcher = SIZED.matcher(path);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(2))) : Optional.empty();
    }

    /** The size of the checkpoint that the path of a state's proof or value names. */
    public static Optional<Long> stateSize(String path) {
        Matcher matcher = PROVEN.matcher(path);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /** Whether a file may lie there in a bundle of either class. */
    static boolean isKnown(String path) {
        return switch (path) {
            case README, BODY, CLASS, CHECKPOINT, MANIFEST, TASK -> true;
            default ->
                ENTRY.matcher(path).matches()
                        || HANDOVER.matcher(path).matches()
                        || CERTIFICATE.matcher(path).matches()
                        || STATEMENT.matcher(path).matches()
                        || SEAL.matcher(path).matches();
        };
    }

    /** Whether a file may lie there in a bundle of class {@code task} only. */
    static boolean isProof(String path) {
        return SIZED.matcher(path).matches()
                || INCLUDED.matcher(path).matches()
                || PROVEN.matcher(path).matches();
    }

    /** Member, counter and kind that a statement's path states. */
    public record StatementPath(MemberId member, long counter, String kind) {}
}
