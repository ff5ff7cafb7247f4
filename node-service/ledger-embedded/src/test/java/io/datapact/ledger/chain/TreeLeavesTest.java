package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.statetree.FoldedPart;
import io.datapact.contract.statetree.StateLeaf;
import io.datapact.contract.statetree.StateTree;
import io.datapact.ledger.log.ForwardingDisk;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import io.datapact.node.ledger.LedgerClosedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaves of a state's tree on disk are as good as in memory, and nobody who changes them is believed. */
class TreeLeavesTest {
    private static final int KEYS = 400_000;
    private static final int PART = 7;

    @TempDir
    private Path folder;

    /** Keys of which one part has more than are held in memory. */
    private static SortedMap<String, byte[]> skewed() {
        StateLeaf hashing = new StateLeaf();
        SortedMap<String, byte[]> state = new TreeMap<>();
        for (int i = 0; i < KEYS; i++) {
            byte[] value = ("v" + i).getBytes(StandardCharsets.US_ASCII);
            if (i < 1_000 || FoldedPart.of(hashing.of("key/" + i, value)) == PART) {
                state.put("key/" + i, value);
            }
        }
        return state;
    }

    private FoldedTree sorted(SortedMap<String, byte[]> state, LogDisk disk) throws IOException {
        try (StateHashing hashing = new StateHashing(path(), disk)) {
            state.forEach((key, value) -> hashing.add(new Snapshot.Held(key, 0, value)));
            return hashing.tree();
        }
    }

    private Path path() {
        return folder.resolve(TreeLeaves.NAME);
    }

    @Test
    void make_the_tree_of_the_state_whatever_the_disk_takes() throws IOException {
        SortedMap<String, byte[]> state = skewed();
        StateTree whole = StateTree.of(state);
        LogDisk closed = new ForwardingDisk(LogDisk.real()) {
            @Override
            public LogFile open(Path file) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        for (LogDisk disk : List.of(LogDisk.real(), new FullDisk(), closed)) {
            FoldedTree folded = sorted(state, disk);
            assertThat(folded.tree().root()).isEqualTo(whole.root());
            FoldedTree again = FoldedTree.of(folded.tree(), path(), disk);
            for (String key : List.of("key/0", "key/500", "key/999", "absent", state.lastKey())) {
                assertThat(folded.tree().prove(key)).isEqualTo(whole.prove(key));
                assertThat(again.tree().prove(key)).isEqualTo(whole.prove(key));
            }
            folded.leaves().close();
            again.leaves().close();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void that_somebody_changed_are_told_and_never_used() throws IOException {
        CapturingDisk disk = new CapturingDisk();
        FoldedTree folded = sorted(skewed(), disk);
        List<LogDamagedException> told = new ArrayList<>();
        folded.leaves().whenChanged(told::add);
        disk.damage();
        assertThatThrownBy(() -> folded.tree().prove("key/0"))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("of the state's tree as they were written, found others");
        assertThat(told).hasSize(1);
    }

    @Test
    void that_were_scattered_and_cut_are_refused() throws IOException {
        CapturingDisk disk = new CapturingDisk();
        StateLeaf hashing = new StateLeaf();
        try (Scratch scattered = Scratch.at(path(), disk);
                TreeLeaves leaves = new TreeLeaves(path(), disk)) {
            LeafSorting sorting = new LeafSorting(scattered);
            skewed().forEach((key, value) -> sorting.add(hashing.of(key, value)));
            disk.cut();
            assertThatThrownBy(() -> sorting.tree(leaves))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("written before");
        }
    }

    @Test
    void of_a_ledger_that_was_closed_say_so() throws IOException {
        FoldedTree folded = sorted(skewed(), LogDisk.real());
        folded.leaves().close();
        assertThatThrownBy(() -> folded.tree().prove("key/0")).isInstanceOf(LedgerClosedException.class);
    }
}
