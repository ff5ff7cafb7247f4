package io.datapact.node.app.web;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/**
 * The one way of JSON in and out of the interface: records and JSON values through the rule book's codec, which refuses
 * unknown and missing members, with a bound on what is read.
 */
public final class RecordJsonConverter extends AbstractHttpMessageConverter<Object> {
    /** Longest body, in bytes. */
    public static final int MAXIMUM_BODY_BYTES = 256 << 10;

    private static final String OURS = "io.datapact.";

    /** For application/json, and problems on the way out. */
    public RecordJsonConverter() {
        super(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Json.class.isAssignableFrom(type)
                || (type.isRecord() && type.getPackageName().startsWith(OURS));
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        Json json = RequestJson.read(body(message.getBody()));
        if (Json.class.isAssignableFrom(type)) {
            return type.isInstance(json) ? json : refuse("", "expected a JSON object, found another value");
        }
        return switch (RecordCodec.of(type.asSubclass(Record.class)).fromJson(json)) {
            case Parsed.Value<? extends Record> parsed -> parsed.value();
            case Parsed.Malformed<? extends Record> malformed -> refuse(malformed.path(), malformed.detail());
        };
    }

    @Override
    protected void writeInternal(Object value, HttpOutputMessage message) throws IOException {
        Json json = value instanceof Json already ? already : toJson((Record) value);
        message.getBody().write(CanonicalJson.encode(json));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> Json toJson(T record) {
        return RecordCodec.of((Class<T>) record.getClass()).toJson(record);
    }

    private static byte[] body(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAXIMUM_BODY_BYTES + 1);
        if (bytes.length > MAXIMUM_BODY_BYTES) {
            throw new ProblemException(tooLarge("more"));
        }
        return bytes;
    }

    /** The problem of a body beyond the bound. */
    public static Problem tooLarge(String found) {
        return Problem.of(
                413,
                "TOO_LARGE",
                "a body of at most " + MAXIMUM_BODY_BYTES + " bytes",
                found,
                "send less; tables are imported from files");
    }

    private static Object refuse(String path, String detail) {
        throw ProblemException.malformed(path, detail);
    }
}
