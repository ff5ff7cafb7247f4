package io.datapact.contract.codec;

import java.nio.charset.StandardCharsets;

/**
 * Maps one type of record to canonical JSON and back, by the record's components.
 *
 * <p>A component becomes a member of the same name: {@code long} an integer, {@code boolean} a boolean,
 * {@link java.math.BigInteger} a decimal string, an enum its {@code toString()}, a list an array, a record an object, a
 * record whose one component is {@code String value} that string, an empty {@link java.util.Optional} nothing at all.
 * Unknown and missing members are refused.
 *
 * <p>Codecs are immutable and made once per type.
 */
public final class RecordCodec<T extends Record> {
    private static final ClassValue<RecordCodec<?>> CODECS = new ClassValue<>() {
        @Override
        protected RecordCodec<?> computeValue(Class<?> type) {
            return new RecordCodec<>(type.asSubclass(Record.class));
        }
    };

    private final Class<T> type;
    private final ValueCodec codec;

    private RecordCodec(Class<T> type) {
        this.type = type;
        this.codec = ValueCodec.of(type);
    }

    /** The codec of a record type. */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordCodec<T> of(Class<T> type) {
        return (RecordCodec<T>) CODECS.get(type);
    }

    /** The record as JSON: an object, or a string where the record is a scalar. */
    public Json toJson(T record) {
        return codec.write(record);
    }

    /** The record of a JSON value, or where and why it does not fit. */
    public Parsed<T> fromJson(Json json) {
        Path path = new Path();
        try {
            return new Parsed.Value<>(type.cast(codec.read(json, path)));
        } catch (MalformedJsonException e) {
            return new Parsed.Malformed<>(path.toString(), e.getMessage());
        }
    }

    /** The record's canonical bytes; the caller owns the array. */
    public byte[] encode(T record) {
        return text(record).getBytes(StandardCharsets.UTF_8);
    }

    /** The record's canonical text, of which the canonical bytes are the UTF-8 form. */
    public String text(T record) {
        StringBuilder out = new StringBuilder(256);
        codec.append(record, out);
        return out.toString();
    }

    /** Reads a record from canonical bytes of at most {@link CanonicalJson#MAXIMUM_PAYLOAD_BYTES}. */
    public Parsed<T> decode(byte[] bytes) {
        return decode(bytes, CanonicalJson.MAXIMUM_PAYLOAD_BYTES);
    }

    /** Reads a record from canonical bytes of at most the given number. */
    public Parsed<T> decode(byte[] bytes, int maximumBytes) {
        return switch (CanonicalJson.decode(bytes, maximumBytes)) {
            case Parsed.Value<Json>(Json json) -> fromJson(json);
            case Parsed.Malformed<Json>(String path, String detail) -> new Parsed.Malformed<>(path, detail);
        };
    }
}
