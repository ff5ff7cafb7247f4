package io.datapact.contract.codec;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Canonical JSON (RFC 8785) of a narrow kind: objects, arrays, strings, booleans and integers within ±(2^53 - 1).
 *
 * <p>Reading is strict: whatever is not byte for byte its own canonical form is refused, so every value has one
 * spelling and a digest over the bytes names the value. There is no normalisation of text.
 */
public final class CanonicalJson {
    /** Greatest size of a command's payload, in bytes. */
    public static final int MAXIMUM_PAYLOAD_BYTES = 64 * 1024;

    /** Deepest nesting of objects and arrays. */
    public static final int MAXIMUM_DEPTH = 16;

    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** The canonical UTF-8 bytes of a value; the caller owns the array. */
    public static byte[] encode(Json value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical text of a value, of which the canonical bytes are the UTF-8 form. */
    public static String text(Json value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    /**
     * Reads canonical bytes.
     *
     * @param maximumBytes longest input accepted
     * @return the value, or where and why the bytes are not canonical; never throws
     */
    public static Parsed<Json> decode(byte[] bytes, int maximumBytes) {
        if (bytes.length > maximumBytes) {
            return new Parsed.Malformed<>("", "expected at most " + maximumBytes + " bytes, found " + bytes.length);
        }
        return new JsonReader(bytes).read();
    }

    /** Appends the canonical text of a value. */
    static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.JsonObject object -> writeObject(object, out);
            case Json.JsonArray array -> writeArray(array, out);
            case Json.JsonString string -> writeString(string.value(), out);
            case Json.JsonBoolean bool -> out.append(bool.value());
            case Json.JsonInteger integer -> out.append(integer.value());
        }
    }

    private static void writeObject(Json.JsonObject object, StringBuilder out) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
        }
        out.append('}');
    }

    private static void writeArray(Json.JsonArray array, StringBuilder out) {
        out.append('[');
        boolean first = true;
        for (Json value : array.values()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            write(value, out);
        }
        out.append(']');
    }

    /** Appends a string in quotes with its escapes. */
    static void writeString(String text, StringBuilder out) {
        out.append('"');
        int plain = plainPrefix(text);
        out.append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** How many characters from the first on need no escape. */
    private static int plainPrefix(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                return i;
            }
        }
        return text.length();
    }
}
