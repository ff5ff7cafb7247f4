package io.datapact.contract.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers at the edges of their form. */
class IdsTest {
    @Test
    void a_code_has_one_to_four_segments() {
        assertThat(new Code("a/b/c/d").covers(new Code("a/b/c/d"))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Code("a/b/c/d/e"))
                .withMessageContaining("at most 4 segments");
    }

    @Test
    void a_segment_has_one_to_forty_characters() {
        assertThat(new MemberId("m".repeat(40)).value()).hasSize(40);
        assertThat(new TaskId("m/t").value()).isEqualTo("m/t");
        assertThatIllegalArgumentException().isThrownBy(() -> new MemberId("m".repeat(41)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskId("m".repeat(41) + "/t"));
        for (String broken : List.of("", "/t", "m/")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new TaskId(broken));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"az09-"})
    void segments_hold_letters_digits_and_dashes(String text) {
        assertThat(new MemberId(text).value()).isEqualTo(text);
    }

    /** The characters right before and behind those that are taken, and some of other kinds. */
    @ParameterizedTest
    @ValueSource(strings = {"`", "{", ":", ".", ",", "A", "Z", "_", " ", "\u0000", "é", "\u0430"})
    void segments_hold_nothing_else(String character) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemberId("a" + character))
                .withMessageContaining("found character U+");
    }

    @Test
    void a_digest_has_sixty_four_digits() {
        assertThat(new Digest("09af".repeat(16)).toBytes()).hasSize(Digest.BYTES);
        for (int length : new int[] {0, 63, 65}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Digest("0".repeat(length)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ":", "`", "g", "A", "F", "\u0660"})
    void a_digest_is_of_lower_case_hexadecimal(String character) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Digest("0".repeat(63) + character))
                .withMessageContaining("at 63");
    }

    @Test
    void digests_sort_as_their_texts_do() {
        Digest less = new Digest("0".repeat(64));
        Digest more = new Digest("f".repeat(64));
        assertThat(less).isLessThan(more);
        assertThat(more).isGreaterThan(less).isEqualByComparingTo(new Digest("f".repeat(64)));
    }

    @Test
    void names_sort_as_their_texts_do() {
        assertThat(new AlgorithmId("a/x"))
                .isLessThan(new AlgorithmId("a/y"))
                .isEqualByComparingTo(new AlgorithmId("a/x"))
                .isGreaterThan(new AlgorithmId("a/w"));
        assertThat(new NodeId("a/2"))
                .isLessThan(new NodeId("a/3"))
                .isEqualByComparingTo(new NodeId("a/2"))
                .isGreaterThan(new NodeId("a/1"));
        assertThat(new StandingId("a/s"))
                .isLessThan(new StandingId("a/t"))
                .isEqualByComparingTo(new StandingId("a/s"))
                .isGreaterThan(new StandingId("a/r"));
        assertThat(new TaskId("a/s"))
                .isLessThan(new TaskId("a/t"))
                .isEqualByComparingTo(new TaskId("a/s"))
                .isGreaterThan(new TaskId("a/r"));
    }
}
