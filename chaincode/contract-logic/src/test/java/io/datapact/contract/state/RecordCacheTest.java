package io.datapact.contract.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.RecordCodec;
import org.junit.jupiter.api.Test;

/** What is remembered shows in one thing alone: the very same record comes back. */
class RecordCacheTest {
    /** Text of any length. */
    record Page(String text, boolean last) {}

    private static final int LARGEST = 1 << 20;

    private final RecordCache cache = new RecordCache();

    private static StateKey<Page> key(long number) {
        return new StateKey<>("page/" + StateKey.number(number), Page.class);
    }

    /** A record's bytes, of a length. */
    private static byte[] bytes(int length) {
        int frame = RecordCodec.of(Page.class).encode(new Page("", true)).length;
        return RecordCodec.of(Page.class).encode(new Page("x".repeat(length - frame), true));
    }

    @Test
    void a_large_record_is_read_once_and_never_for_other_bytes() {
        Page first = cache.decode(key(1), bytes(200));
        assertThat(cache.decode(key(1), bytes(200))).isSameAs(first);
        assertThat(cache.decode(key(2), bytes(200))).isEqualTo(first).isNotSameAs(first);
        Page longer = cache.decode(key(1), bytes(201));
        assertThat(longer.text()).hasSize(first.text().length() + 1);
        assertThat(cache.decode(key(1), bytes(201))).isSameAs(longer);
    }

    @Test
    void a_small_record_is_read_each_time() {
        Page first = cache.decode(key(1), bytes(199));
        assertThat(cache.decode(key(1), bytes(199))).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void sixteen_mebibytes_are_remembered_and_with_more_it_begins_anew() {
        byte[] largest = bytes(LARGEST);
        Page first = cache.decode(key(0), largest);
        for (int i = 1; i < 16; i++) {
            cache.decode(key(i), largest);
        }
        assertThat(cache.decode(key(0), largest)).isSameAs(first);
        byte[] one = bytes(200);
        Page last = cache.decode(key(16), one);
        assertThat(cache.decode(key(16), one)).isSameAs(last);
        assertThat(cache.decode(key(0), largest)).isEqualTo(first).isNotSameAs(first);
        assertThat(cache.decode(key(16), one)).isSameAs(last);
    }
}
