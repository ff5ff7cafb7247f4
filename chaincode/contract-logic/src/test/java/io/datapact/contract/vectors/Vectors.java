package io.datapact.contract.vectors;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** A file of golden vectors. */
public final class Vectors {
    private static final int MAXIMUM_BYTES = 5 << 20;

    private Vectors() {}

    /** Reads a file of vectors. */
    public static Json.JsonObject read(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("expected the vectors " + name + " in the test resources");
            }
            Parsed<Json> parsed = CanonicalJson.decode(in.readAllBytes(), MAXIMUM_BYTES);
            return (Json.JsonObject) ((Parsed.Value<Json>) parsed).value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The array under a name. */
    public static List<Json> array(Json.JsonObject object, String name) {
        return ((Json.JsonArray) object.get(name).orElseThrow()).values();
    }

    /** The strings of an array. */
    public static List<String> strings(Json.JsonObject object, String name) {
        return array(object, name).stream().map(Vectors::string).toList();
    }

    /** The integer under a name. */
    public static long number(Json.JsonObject object, String name) {
        return ((Json.JsonInteger) object.get(name).orElseThrow()).value();
    }

    /** A string. */
    public static String string(Json json) {
        return ((Json.JsonString) json).value();
    }

    /** Bytes in hexadecimal. */
    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
