package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The texts of the reasons. */
class ReasonTest {
    @Test
    void each_reason_has_a_text_of_its_own_in_english_and_in_chinese() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::english))
                .allSatisfy(text -> assertThat(text).isPrintable().matches("[\\x20-\\x7e]+"))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(Reason.values()).map(Reason::chinese))
                .allSatisfy(text -> assertThat(text).containsPattern("\\p{IsHan}"))
                .doesNotHaveDuplicates();
        assertThat(Reason.QUOTA_EXCEEDED.english()).isEqualTo("the quota is used up");
    }

    @Test
    void a_code_names_a_reason_or_none() {
        for (Reason reason : Reason.values()) {
            assertThat(Reason.of(reason.name())).contains(reason);
        }
        assertThat(Reason.of("malformed")).isEmpty();
    }
}
