package io.datapact.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which codec each type of component has; made anew here, for records keep theirs. */
class ValueCodecTest {
    /** Components of generic types. */
    record Generic(List<String> list, Optional<Long> some, Map<String, String> map) {}

    /** One component, of a text that is not called value. */
    record Named(String text) {}

    /** One component called value, which is no text. */
    record Counted(long value) {}

    /** Two components of which the first could be a scalar's. */
    record Two(String value, boolean flag) {}

    private static Type component(int index) {
        return Generic.class.getRecordComponents()[index].getGenericType();
    }

    @Test
    void plain_types_have_the_codec_of_their_kind() {
        assertThat(ValueCodec.of(String.class)).isEqualTo(new ValueCodec.StringCodec());
        assertThat(ValueCodec.of(long.class)).isEqualTo(new ValueCodec.LongCodec());
        assertThat(ValueCodec.of(Long.class)).isEqualTo(new ValueCodec.LongCodec());
        assertThat(ValueCodec.of(boolean.class)).isEqualTo(new ValueCodec.BooleanCodec());
        assertThat(ValueCodec.of(Boolean.class)).isEqualTo(new ValueCodec.BooleanCodec());
        assertThat(ValueCodec.of(BigInteger.class)).isEqualTo(new ValueCodec.DecimalStringCodec());
        assertThat(ValueCodec.of(Json.class)).isEqualTo(new ValueCodec.RawCodec(Json.class));
        assertThat(ValueCodec.of(Json.JsonArray.class)).isEqualTo(new ValueCodec.RawCodec(Json.JsonArray.class));
        assertThat(ValueCodec.of(Role.class)).isEqualTo(new ValueCodec.EnumCodec(Role.class));
    }

    @Test
    void lists_and_optionals_have_the_codec_of_their_elements() {
        assertThat(ValueCodec.of(component(0))).isEqualTo(new ValueCodec.ListCodec(new ValueCodec.StringCodec()));
        assertThat(ValueCodec.of(component(1))).isEqualTo(new ValueCodec.OptionalCodec(new ValueCodec.LongCodec()));
    }

    @Test
    void a_record_of_one_text_called_value_is_that_text_and_others_are_objects() {
        assertThat(ValueCodec.of(Digest.class)).isInstanceOf(ScalarCodec.class);
        for (Class<?> type : List.of(Named.class, Counted.class, Two.class)) {
            assertThat(ValueCodec.of(type)).isInstanceOf(ObjectCodec.class);
        }
    }

    @Test
    void other_types_are_not_carried() {
        for (Type type : List.of(component(2), Object.class, int.class, double.class)) {
            assertThatIllegalArgumentException().isThrownBy(() -> ValueCodec.of(type));
        }
    }

    @Test
    void an_object_has_all_its_components() {
        ValueCodec codec = new ObjectCodec(Two.class);
        Two two = new Two("a", true);
        assertThat(codec.read(codec.write(two), new Path())).isEqualTo(two);
        assertThat(CanonicalJson.text(codec.write(two))).isEqualTo("{\"flag\":true,\"value\":\"a\"}");
    }

    @Test
    void a_list_holds_at_most_ten_thousand_values() {
        ValueCodec codec = new ValueCodec.ListCodec(new ValueCodec.LongCodec());
        Json one = new Json.JsonInteger(1);
        Json most = new Json.JsonArray(Collections.nCopies(ValueCodec.MAXIMUM_LIST, one));
        assertThat((List<?>) codec.read(most, new Path())).hasSize(10_000);
        Json more = new Json.JsonArray(Collections.nCopies(ValueCodec.MAXIMUM_LIST + 1, one));
        assertThatThrownBy(() -> codec.read(more, new Path())).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void json_taken_as_it_is_is_of_the_kind_asked_for() {
        Json array = new Json.JsonArray(List.of());
        assertThat(new ValueCodec.RawCodec(Json.class).read(array, new Path())).isSameAs(array);
        assertThat(new ValueCodec.RawCodec(Json.JsonArray.class).read(array, new Path()))
                .isSameAs(array);
        ValueCodec object = new ValueCodec.RawCodec(Json.JsonObject.class);
        assertThatThrownBy(() -> object.read(array, new Path())).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void an_integer_lies_within_two_to_the_fifty_third() {
        long most = (1L << 53) - 1;
        assertThat(List.of(new Json.JsonInteger(most).value(), new Json.JsonInteger(-most).value()))
                .containsExactly(most, -most);
        for (long beyond : new long[] {most + 1, -most - 1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Json.JsonInteger(beyond));
        }
    }

    @Test
    void an_object_is_made_of_a_map() {
        Json one = new Json.JsonInteger(1);
        Json.JsonObject made = Json.JsonObject.of(Map.of("b", one, "a", one));
        assertThat(CanonicalJson.text(made)).isEqualTo("{\"a\":1,\"b\":1}");
        assertThat(made.get("a")).contains(one);
        assertThat(made.get("c")).isEmpty();
    }

    @Test
    void a_fault_within_a_list_is_told_with_its_place_alone() {
        ValueCodec codec = new ValueCodec.ListCodec(new ValueCodec.LongCodec());
        Json.JsonInteger one = new Json.JsonInteger(1);
        Path path = new Path();
        Json broken = new Json.JsonArray(List.of(one, one, new Json.JsonString("1")));
        assertThatThrownBy(() -> codec.read(broken, path)).isInstanceOf(MalformedJsonException.class);
        assertThat(path).hasToString("/2");
    }
}
