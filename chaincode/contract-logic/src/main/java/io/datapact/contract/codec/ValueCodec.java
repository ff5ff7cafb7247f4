package io.datapact.contract.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Maps values of one Java type to JSON and back. */
interface ValueCodec {
    /** Longest list read. */
    int MAXIMUM_LIST = 10_000;

    Json write(Object value);

    /** Appends the canonical text of what {@link #write} gives, without making it. */
    void append(Object value, StringBuilder out);

    /** Reads, or throws {@link MalformedJsonException} with {@code path} standing at the culprit. */
    Object read(Json json, Path path);

    /** Whether the value is left out where it is an empty Optional. */
    default boolean optional() {
        return false;
    }

    static ValueCodec of(Type type) {
        if (type instanceof ParameterizedType generic) {
            ValueCodec element = of(generic.getActualTypeArguments()[0]);
            if (generic.getRawType() == List.class) {
                return new ListCodec(element);
            }
            if (generic.getRawType() == Optional.class) {
                return new OptionalCodec(element);
            }
        }
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        throw new IllegalArgumentException("expected a type that canonical JSON carries, found " + type.getTypeName());
    }

    private static ValueCodec ofClass(Class<?> type) {
        if (type == String.class) {
            return new StringCodec();
        }
        if (type == long.class || type == Long.class) {
            return new LongCodec();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new BooleanCodec();
        }
        if (type == BigInteger.class) {
            return new DecimalStringCodec();
        }
        if (Json.class.isAssignableFrom(type)) {
            return new RawCodec(type);
        }
        if (type.isEnum()) {
            return new EnumCodec(type);
        }
        if (type.isRecord()) {
            RecordComponent[] components = type.getRecordComponents();
            boolean scalar = components.length == 1
                    && components[0].getName().equals("value")
                    && components[0].getType() == String.class;
            return scalar ? new ScalarCodec(type) : new ObjectCodec(type);
        }
        throw new IllegalArgumentException("expected a type that canonical JSON carries, found " + type.getName());
    }

    private static MalformedJsonException refuse(String expected) {
        return new MalformedJsonException("expected " + expected + ", found another kind of value");
    }

    private static String string(Json json) {
        if (json instanceof Json.JsonString text) {
            return text.value();
        }
        throw refuse("a string");
    }

    /** A list as an array. */
    record ListCodec(ValueCodec element) implements ValueCodec {
        @Override
        public Json write(Object value) {
            List<Json> out = new ArrayList<>();
            for (Object item : (List<?>) value) {
                out.add(element.write(item));
            }
            return new Json.JsonArray(out);
        }

        @Override
        public void append(Object value, StringBuilder out) {
            out.append('[');
            boolean first = true;
            for (Object item : (List<?>) value) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                element.append(item, out);
            }
            out.append(']');
        }

        @Override
        public Object read(Json json, Path path) {
            if (!(json instanceof Json.JsonArray array)) {
                throw refuse("an array");
            }
            if (array.values().size() > MAXIMUM_LIST) {
                throw new MalformedJsonException("expected at most " + MAXIMUM_LIST + " values, found more");
            }
            List<Object> out = new ArrayList<>(array.values().size());
            for (int i = 0; i < array.values().size(); i++) {
                path.enter(i);
                out.add(element.read(array.values().get(i), path));
                path.leave();
            }
            return List.copyOf(out);
        }
    }

    /** An optional member: left out when empty. */
    record OptionalCodec(ValueCodec element) implements ValueCodec {
        @Override
        public Json write(Object value) {
            return element.write(((Optional<?>) value).orElseThrow());
        }

        @Override
        public void append(Object value, StringBuilder out) {
            element.append(((Optional<?>) value).orElseThrow(), out);
        }

        @Override
        public Object read(Json json, Path path) {
            return Optional.of(element.read(json, path));
        }

        @Override
        public boolean optional() {
            return true;
        }
    }

    /** Text. */
    record StringCodec() implements ValueCodec {
        @Override
        public Json write(Object value) {
            return new Json.JsonString((String) value);
        }

        @Override
        public void append(Object value, StringBuilder out) {
            CanonicalJson.writeString((String) value, out);
        }

        @Override
        public Object read(Json json, Path path) {
            return string(json);
        }
    }

    /** A long as an integer. */
    record LongCodec() implements ValueCodec {
        @Override
        public Json write(Object value) {
            return new Json.JsonInteger((Long) value);
        }

        @Override
        public void append(Object value, StringBuilder out) {
            out.append(new Json.JsonInteger((Long) value).value());
        }

        @Override
        public Object read(Json json, Path path) {
            if (json instanceof Json.JsonInteger integer) {
                return integer.value();
            }
            throw refuse("an integer");
        }
    }

    /** A boolean. */
    record BooleanCodec() implements ValueCodec {
        @Override
        public Json write(Object value) {
            return new Json.JsonBoolean((Boolean) value);
        }

        @Override
        public void append(Object value, StringBuilder out) {
            out.append((boolean) value);
        }

        @Override
        public Object read(Json json, Path path) {
            if (json instanceof Json.JsonBoolean bool) {
                return bool.value();
            }
            throw refuse("true or false");
        }
    }

    /** A large integer as a decimal string. */
    record DecimalStringCodec() implements ValueCodec {
        @Override
        public Json write(Object value) {
            return new Json.JsonString(value.toString());
        }

        @Override
        public void append(Object value, StringBuilder out) {
            CanonicalJson.writeString(value.toString(), out);
        }

        @Override
        public Object read(Json json, Path path) {
            String text = string(json);
            if (!text.matches("0|-?[1-9][0-9]{0,76}")) {
                throw new MalformedJsonException("expected a decimal string of at most 77 digits, found another form");
            }
            return new BigInteger(text);
        }
    }

    /** JSON taken as it is. */
    record RawCodec(Class<?> type) implements ValueCodec {
        @Override
        public Json write(Object value) {
            return (Json) value;
        }

        @Override
        public void append(Object value, StringBuilder out) {
            CanonicalJson.write((Json) value, out);
        }

        @Override
        public Object read(Json json, Path path) {
            if (!type.isInstance(json)) {
                throw refuse(type.getSimpleName());
            }
            return json;
        }
    }

    /** An enum by its toString(). */
    record EnumCodec(Class<?> type) implements ValueCodec {
        @Override
        public Json write(Object value) {
            return new Json.JsonString(value.toString());
        }

        @Override
        public void append(Object value, StringBuilder out) {
            CanonicalJson.writeString(value.toString(), out);
        }

        @Override
        public Object read(Json json, Path path) {
            String text = string(json);
            for (Object constant : type.getEnumConstants()) {
                if (constant.toString().equals(text)) {
                    return constant;
                }
            }
            throw new MalformedJsonException(
                    "expected one of the values of " + type.getSimpleName() + ", found another");
        }
    }
}
