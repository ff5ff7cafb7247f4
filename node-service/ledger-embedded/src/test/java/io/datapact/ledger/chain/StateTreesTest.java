package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateTree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trees of any position, and who pays for them. */
class StateTreesTest {
    private static final int ENTRIES = 60;

    private final History history = new History();
    private final StateTrees trees = new StateTrees(history);

    StateTreesTest() {
        Bytes envelope = Bytes.of(new byte[] {1});
        for (int i = 0; i < ENTRIES; i++) {
            Optional<String> value = i % 7 == 6 ? Optional.empty() : Optional.of("\"" + i + "\"");
            List<Write> writes = List.of(new Write("key/" + i % 11, value), new Write("other/" + i, Optional.of("1")));
            history.apply(new LogEntry(i, i, Digest.of(new byte[] {(byte) i}).value(), envelope, writes), List.of());
        }
    }

    @Test
    void give_the_tree_of_every_position_in_whatever_order_they_are_asked() {
        for (int step : List.of(1, 7, 13, 59)) {
            for (int i = 0; i < ENTRIES; i++) {
                long size = 1 + (long) i * step % ENTRIES;
                assertThat(trees.after(size).root())
                        .isEqualTo(StateTree.of(history.versions(size - 1).all(size - 1))
                                .root());
            }
        }
    }

    @Test
    void hold_the_newest_whatever_is_asked_of_earlier_ones() {
        StateTree newest = trees.after(ENTRIES);
        for (long size = 1; size < ENTRIES; size++) {
            assertThat(trees.after(size)).isNotSameAs(newest);
        }
        assertThat(trees.after(ENTRIES)).isSameAs(newest);
    }
}
