package io.datapact.contract.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Recursive-descent reader that accepts canonical form only. One instance reads one text. */
final class JsonReader {
    private static final String NO_TEXT = "";

    private final byte[] bytes;
    private final Path path = new Path();
    private String text = NO_TEXT;
    private int at;

    JsonReader(byte[] bytes) {
        this.bytes = bytes;
    }

    Parsed<Json> read() {
        try {
            text = text();
            Json value = value(0);
            if (at != text.length()) {
                throw refuse("expected the end, found more at character " + at);
            }
            return new Parsed.Value<>(value);
        } catch (CharacterCodingException e) {
            return new Parsed.Malformed<>("", "expected UTF-8, found bytes that are not");
        } catch (MalformedJsonException e) {
            return new Parsed.Malformed<>(path.toString(), e.getMessage());
        }
    }

    private String text() throws CharacterCodingException {
        if (isAscii()) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private boolean isAscii() {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private Json value(int depth) {
        char first = peek();
        if (depth == CanonicalJson.MAXIMUM_DEPTH && (first == '{' || first == '[')) {
            throw refuse("expected nesting of at most " + CanonicalJson.MAXIMUM_DEPTH + ", found more");
        }
        return switch (first) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.JsonString(string());
            case 't' -> literal("true", new Json.JsonBoolean(true));
            case 'f' -> literal("false", new Json.JsonBoolean(false));
            default -> integer();
        };
    }

    private Json object(int depth) {
        at++;
        TreeMap<String, Json> members = new TreeMap<>();
        if (peek() == '}') {
            at++;
            return new Json.JsonObject(members);
        }
        String last = NO_TEXT;
        boolean first = true;
        while (true) {
            String name = string();
            if (!first && name.compareTo(last) <= 0) {
                throw refuse("expected names sorted and distinct, found one that is not after its predecessor");
            }
            first = false;
            last = name;
            expect(':');
            path.enter(name);
            members.put(name, value(depth + 1));
            path.leave();
            if (peek() == '}') {
                at++;
                return new Json.JsonObject(members);
            }
            expect(',');
        }
    }

    private Json array(int depth) {
        at++;
        List<Json> values = new ArrayList<>();
        if (peek() == ']') {
            at++;
            return new Json.JsonArray(values);
        }
        while (true) {
            path.enter(values.size());
            values.add(value(depth + 1));
            path.leave();
            if (peek() == ']') {
                at++;
                return new Json.JsonArray(values);
            }
            expect(',');
        }
    }

    private String string() {
        expect('"');
        int from = at;
        char end = plain();
        if (end == '"') {
            return text.substring(from, at - 1);
        }
        StringBuilder out = new StringBuilder();
        while (end == '\\') {
            out.append(text, from, at - 1).append(escape());
            from = at;
            end = plain();
        }
        return out.append(text, from, at - 1).toString();
    }

    /**
     * Steps over characters that stand for themselves and over the quote or backslash that ends them, which it returns.
     * No surrogate is alone: the text was decoded from UTF-8, and escapes are of control characters only.
     */
    private char plain() {
        while (true) {
            char c = peek();
            at++;
            if (c == '"' || c == '\\') {
                return c;
            }
            if (c < 0x20) {
                throw refuse("expected control characters escaped, found U+" + Integer.toHexString(c));
            }
        }
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"' -> '"';
            case '\\' -> '\\';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicodeEscape();
            default -> throw refuse("expected a canonical escape, found another");
        };
    }

    private char unicodeEscape() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            at++;
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                throw refuse("expected four lower-case hexadecimal digits in an escape, found another character");
            }
            code = code << 4 | digit;
        }
        boolean hasShortForm = code == '\b' || code == '\f' || code == '\n' || code == '\r' || code == '\t';
        if (code >= 0x20 || hasShortForm) {
            throw refuse("expected only control characters without a short escape as \\u, found another");
        }
        return (char) code;
    }

    private Json literal(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw refuse("expected " + word + ", found another word");
        }
        at += word.length();
        return value;
    }

    private Json integer() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int length = at - digits;
        if (length == 0 || length > 16) {
            throw refuse("expected a value, with integers within 2^53 - 1; found something else at character " + start);
        }
        long value = Long.parseLong(text.substring(start, at));
        boolean zero = text.charAt(digits) == '0';
        if ((zero && (length > 1 || digits > start)) || Math.abs(value) > Json.JsonInteger.MAXIMUM) {
            throw refuse("expected an integer within 2^53 - 1 in its shortest form, found another spelling");
        }
        return new Json.JsonInteger(value);
    }

    private char peek() {
        if (at >= text.length()) {
            throw refuse("expected more, found the end");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw refuse("expected '" + c + "' at character " + at + ", found another character");
        }
        at++;
    }

    private MalformedJsonException refuse(String detail) {
        return new MalformedJsonException(detail);
    }
}
