package io.datapact.contract.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {
    private static DerReader reader(String hex) {
        return new DerReader(HexFormat.of().parseHex(hex));
    }

    private static byte[] octets(String header, int length) {
        byte[] start = HexFormat.of().parseHex(header);
        return Arrays.copyOf(start, start.length + length);
    }

    @ParameterizedTest
    @CsvSource({"0400, 0", "0401, 1", "047f, 127", "048180, 128", "0481ff, 255", "04820100, 256", "0482ffff, 65535"})
    void the_shortest_lengths_are_read(String header, int length) {
        DerReader reader = new DerReader(octets(header, length));
        assertThat(reader.content(DerReader.OCTET_STRING)).hasSize(length);
        reader.requireEnd("the value");
        assertThat(reader.hasMore()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "04817f, 127, expected the shortest DER length",
        "048200ff, 255, expected the shortest DER length",
        "0480, 2, expected a definite DER length",
        "0483010000, 65536, expected a definite DER length",
        "04ff, 200, expected a definite DER length",
    })
    void other_lengths_are_refused(String header, int length, String detail) {
        byte[] value = octets(header, length);
        assertThatThrownBy(() -> new DerReader(value).content(DerReader.OCTET_STRING))
                .isInstanceOf(DerException.class)
                .hasMessageStartingWith(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "'', expected DER tag 0x4",
        "04, 'expected a DER length, found the end'",
        "0481, expected a definite DER length",
        "0482, expected a definite DER length",
        "048201, expected a definite DER length",
        "048180, expected a DER value within its container",
        "0401, expected a DER value within its container",
        "0402ab, expected a DER value within its container",
        "0500, expected DER tag 0x4",
    })
    void values_cut_short_are_refused(String value, String detail) {
        DerReader reader = reader(value);
        assertThatThrownBy(() -> reader.content(DerReader.OCTET_STRING))
                .isInstanceOf(DerException.class)
                .hasMessageStartingWith(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3003040201020500", "300304020102"})
    void a_value_does_not_reach_beyond_its_container(String value) {
        DerReader inside = reader(value).enter(DerReader.SEQUENCE);
        assertThatThrownBy(() -> inside.content(DerReader.OCTET_STRING))
                .isInstanceOf(DerException.class)
                .hasMessageStartingWith("expected a DER value within its container");
    }

    @Test
    void a_length_does_not_lie_beyond_its_container() {
        DerReader inside = reader("300104" + "0105").enter(DerReader.SEQUENCE);
        assertThatThrownBy(() -> inside.content(DerReader.OCTET_STRING))
                .hasMessage("expected a DER length, found the end");
        DerReader split = reader("30020481" + "80").enter(DerReader.SEQUENCE);
        assertThatThrownBy(() -> split.content(DerReader.OCTET_STRING))
                .hasMessageStartingWith("expected a definite DER length");
    }

    @Test
    void values_follow_one_another() {
        DerReader reader = reader("300504010a0500" + "0401ff");
        DerReader inside = reader.enter(DerReader.SEQUENCE);
        assertThat(inside.nextIs(DerReader.OCTET_STRING)).isTrue();
        assertThat(inside.nextIs(DerReader.SEQUENCE)).isFalse();
        assertThat(inside.whole(DerReader.OCTET_STRING)).containsExactly(4, 1, 10);
        assertThatThrownBy(() -> inside.requireEnd("the sequence"))
                .hasMessage("expected the end of the sequence, found more");
        assertThat(inside.whole(0x05)).containsExactly(5, 0);
        inside.requireEnd("the sequence");
        assertThat(inside.nextIs(DerReader.OCTET_STRING)).isFalse();
        assertThat(reader.content(DerReader.OCTET_STRING)).containsExactly(0xff);
    }
}
