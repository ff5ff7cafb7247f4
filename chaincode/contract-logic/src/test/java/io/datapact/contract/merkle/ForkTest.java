package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForkTest {
    private static final Digest STATE = ConsortiumFixture.digest("state");
    private static final List<Digest> LEAVES = IntStream.range(0, 13)
            .mapToObj(i -> ConsortiumFixture.digest("entry " + i))
            .toList();

    private final NoteSigner log = ConsortiumFixture.withoutSignatures().logSigner();

    @Test
    void two_histories_convict_whichever_comes_first_and_whatever_their_sizes() {
        List<Digest> other = new ArrayList<>(LEAVES);
        other.set(2, ConsortiumFixture.digest("another"));
        for (int less = 3; less <= LEAVES.size(); less++) {
            for (int more = less; more <= LEAVES.size(); more++) {
                Digest root = root(LEAVES, less);
                List<Digest> path = path(LEAVES, less, more);
                String one = note(LEAVES, more);
                String two = note(other, less);
                assertThat(convicts(one, two, root, path)).isTrue();
                assertThat(convicts(two, one, root, path)).isTrue();
            }
        }
    }

    @Test
    void one_history_convicts_nobody_whatever_is_said_of_it() {
        for (int less = 1; less <= LEAVES.size(); less++) {
            for (int more = less; more <= LEAVES.size(); more++) {
                String one = note(LEAVES, more);
                String two = note(LEAVES, less);
                List<Digest> path = path(LEAVES, less, more);
                assertThat(convicts(one, two, root(LEAVES, less), path)).isFalse();
                assertThat(convicts(one, two, STATE, path)).isFalse();
                assertThat(convicts(one, two, STATE, List.of())).isFalse();
            }
        }
    }

    @Test
    void two_states_after_the_same_entries_convict_and_one_that_is_not_said_does_not() {
        Digest root = root(LEAVES, 5);
        String one = signed(StateRoot.commit(log.key().name(), 5, root, STATE));
        String other = signed(StateRoot.commit(log.key().name(), 5, root, ConsortiumFixture.digest("other")));
        assertThat(convicts(one, other, root, List.of())).isTrue();
        assertThat(convicts(one, note(LEAVES, 5), root, List.of())).isFalse();
    }

    @Test
    void what_another_key_signed_or_nobody_convicts_nobody() {
        Digest root = root(LEAVES, 5);
        String one = note(LEAVES, 5);
        Checkpoint head = Checkpoint.of(log.key().name(), 5, STATE);
        String other = signed(head);
        NoteSigner foreign = ConsortiumFixture.withoutSignatures().logSigner();
        assertThat(convicts(one, other, root, List.of())).isTrue();
        assertThat(new Fork(one, other, root, List.of()).convicts(LogKeys.of(foreign.key())))
                .isFalse();
        assertThat(convicts(one, foreign.sign(head.text()).write(), root, List.of()))
                .isFalse();
        assertThat(convicts(one, "nothing", root, List.of())).isFalse();
        assertThat(convicts(one, other.replace("\n5\n", "\n6\n"), root, List.of()))
                .isFalse();
    }

    @Test
    void keeps_to_its_bounds() {
        String note = note(LEAVES, 5);
        List<Digest> path = Collections.nCopies(ConsistencyProof.MAXIMUM_PATH + 1, STATE);
        assertThatThrownBy(() -> new Fork(note, note, STATE, path)).isInstanceOf(IllegalArgumentException.class);
        String tooLong = "x".repeat(SignedCheckpoint.MAXIMUM_CHARACTERS + 1);
        assertThatThrownBy(() -> new Fork(note, tooLong, STATE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SignedCheckpoint.read(tooLong, LogKeys.of(log.key()))).isEmpty();
        String longest = tooLong.substring(1);
        assertThat(new Fork(longest, longest, STATE, path.subList(1, path.size())).path())
                .hasSize(ConsistencyProof.MAXIMUM_PATH);
    }

    private boolean convicts(String one, String other, Digest root, List<Digest> path) {
        return new Fork(one, other, root, path).convicts(LogKeys.of(log.key()));
    }

    private String note(List<Digest> leaves, int size) {
        return signed(Checkpoint.of(log.key().name(), size, root(leaves, size)));
    }

    private String signed(Checkpoint head) {
        return log.sign(head.text()).write();
    }

    private static Digest root(List<Digest> leaves, int size) {
        return MerkleTree.root(leaves.subList(0, size));
    }

    private static List<Digest> path(List<Digest> leaves, int first, int second) {
        return ConsistencyProof.make(at -> leaves.get((int) at), first, second).path();
    }
}
