package io.datapact.launcher.bench;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.SignedStateProof;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.statetree.StateTree;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.ledger.local.LogKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tree over a state of a million keys: a signed checkpoint after a thousand changes, and the text that proves that a
 * key holds nothing. Measured with the tree in memory, as it is before the first snapshot, and with its leaves in a file.
 */
final class StateBench {
    private static final int KEYS = 1_000_000;
    private static final int CHANGES = 1_000;
    private static final int WARM_UPS = 100;
    private static final int REPETITIONS = 201;
    private static final int PROOFS = 1_001;
    private static final int MAXIMUM_PROOF_BYTES = 4_096;

    private final NoteSigner signer;
    private StateTree tree;

    private StateBench(NoteSigner signer, StateTree tree) {
        this.signer = signer;
        this.tree = tree;
    }

    static List<BenchLine> run() {
        Path folder = LedgerBench.temporary();
        try {
            Bytes key = LogKey.generate(folder.resolve("log.key.pem"));
            NoteSigner signer = LogKey.load(folder.resolve("log.key.pem"), new NoteKey("bench.example/log", key));
            SortedMap<String, byte[]> state = new TreeMap<>();
            for (int i = 0; i < KEYS; i++) {
                state.put(key(i), value(i, 0));
            }
            long begin = System.nanoTime();
            StateTree tree = StateTree.of(state);
            double[] built = {(System.nanoTime() - begin) / 1e9};
            StateBench bench = new StateBench(signer, tree);
            List<BenchLine> lines = new ArrayList<>();
            lines.add(BenchLine.of("state.build", KEYS, 1, "none", built, 0));
            lines.add(bench.checkpoints("state.checkpoint.memory"));
            try (FileLeaves leaves = new FileLeaves(folder.resolve("leaves"))) {
                bench.tree = tree.folded(leaves);
                lines.add(bench.checkpoints("state.checkpoint"));
                lines.add(bench.absence());
            }
            return lines;
        } finally {
            Demo.delete(folder);
        }
    }

    private BenchLine checkpoints(String name) {
        double[] seconds = new double[REPETITIONS];
        for (int i = -WARM_UPS; i < REPETITIONS; i++) {
            SortedMap<String, Optional<byte[]>> changes = changes(i + WARM_UPS);
            long begin = System.nanoTime();
            tree = tree.with(changes);
            SignedNote note = note();
            double once = (System.nanoTime() - begin) / 1e9;
            if (i >= 0 && !note.text().isEmpty()) {
                seconds[i] = once;
            }
        }
        return BenchLine.of(name, CHANGES, 1, "none", seconds, 0);
    }

    /** Bytes are those of the longest proof. */
    private BenchLine absence() {
        SignedNote note = note();
        double[] seconds = new double[PROOFS];
        long longest = 0;
        for (int i = 0; i < PROOFS; i++) {
            String key = "absent/" + i;
            long begin = System.nanoTime();
            String written = new SignedStateProof(key, tree.prove(key), note).write();
            seconds[i] = (System.nanoTime() - begin) / 1e9;
            longest = Math.max(longest, written.getBytes(StandardCharsets.UTF_8).length);
        }
        if (longest > MAXIMUM_PROOF_BYTES) {
            throw new LaunchException(
                    "expected proofs of at most " + MAXIMUM_PROOF_BYTES + " bytes, found one of " + longest);
        }
        return BenchLine.of("state.absence-proof", 1, 1, "none", seconds, longest);
    }

    private SignedNote note() {
        Digest log = MerkleTree.EMPTY_ROOT;
        return signer.sign(
                StateRoot.commit(signer.key().name(), KEYS, log, tree.root()).text());
    }

    /** Half of them to keys that are there, half to new ones, as commands do. */
    private static SortedMap<String, Optional<byte[]>> changes(int round) {
        SortedMap<String, Optional<byte[]>> changes = new TreeMap<>();
        for (int i = 0; i < CHANGES / 2; i++) {
            int at = (round * 7_919 + i * 1_999) % KEYS;
            changes.put(key(at), Optional.of(value(at, round + 1)));
            int added = KEYS + round * CHANGES / 2 + i;
            changes.put(key(added), Optional.of(value(added, 0)));
        }
        return changes;
    }

    private static String key(int i) {
        return String.format(Locale.ROOT, "task/bank-a/2026-%07d", i);
    }

    private static byte[] value(int i, int round) {
        return ("{\"number\":" + i + ",\"round\":" + round + ",\"state\":\"settled\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
