package io.datapact.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    // The identity number is the example of GB 11643-1999; the card number is a payment scheme's published test number.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "+8613800138000",
                "call 13800138000 now",
                "11010519491231002X",
                "4111111111111111",
                "someone@example.com",
                "张三"
            })
    void sees_what_looks_like_personal_data(String text) {
        assertThat(PersonalData.kindOf(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "approver-1",
                "bank-a/2026-000001",
                "1000-9999",
                "110105194912310021",
                "4111111111111112",
                "00013800138000000138001380000001",
                "0001380013800000013800138000000100013800138000000138001380000001",
                "1790000000000",
                "credit-risk/scoring",
                "x@y"
            })
    void takes_other_texts_for_what_they_are(String text) {
        assertThat(PersonalData.kindOf(text)).isEmpty();
    }
}
