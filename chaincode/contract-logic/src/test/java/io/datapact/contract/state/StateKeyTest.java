package io.datapact.contract.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Numbers within keys. */
class StateKeyTest {
    @Test
    void a_number_has_six_digits() {
        assertThat(StateKey.number(0)).isEqualTo("000000");
        assertThat(StateKey.number(17)).isEqualTo("000017");
        assertThat(StateKey.number(999_999)).isEqualTo("999999");
    }

    @Test
    void a_number_of_more_digits_or_a_sign_is_in_no_key() {
        for (long beyond : new long[] {-1, 1_000_000}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StateKey.number(beyond))
                    .withMessage("expected a number of 0 to 999999 in a key, found " + beyond);
        }
    }
}
