package io.datapact.pki.enrol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The little JSON (RFC 8259) that the enrolment service speaks: one object whose values are strings, numbers or arrays
 * of strings. Everything else is refused; so this library needs no JSON library.
 */
final class FlatJson {

    private final String text;
    private int position;

    private FlatJson(String text) {
        this.text = text;
    }

    /** Reads an object; a string or number is a list of one. Throws IllegalArgumentException for anything else. */
    static Map<String, List<String>> read(String text) {
        FlatJson reader = new FlatJson(text);
        Map<String, List<String>> fields = reader.object();
        reader.skipSpace();
        if (reader.position != text.length()) {
            throw reader.unexpected("the end");
        }
        return fields;
    }

    /** Writes an object: values are strings, or lists of strings. */
    static String write(Map<String, ?> fields) {
        StringBuilder out = new StringBuilder("{");
        fields.forEach((name, value) -> {
            out.append(out.length() == 1 ? "" : ",");
            writeString(out, name);
            out.append(':');
            if (value instanceof List<?> values) {
                writeArray(out, values);
            } else {
                writeString(out, value.toString());
            }
        });
        return out.append('}').toString();
    }

    private static void writeArray(StringBuilder out, List<?> values) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            writeString(out, values.get(i).toString());
        }
        out.append(']');
    }

    private static void writeString(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private Map<String, List<String>> object() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        expect('{');
        if (accept('}')) {
            return fields;
        }
        do {
            String name = string();
            expect(':');
            if (fields.put(name, value()) != null) {
                throw new IllegalArgumentException("expected each JSON field once, found twice: " + name);
            }
        } while (accept(','));
        expect('}');
        return fields;
    }

    private List<String> value() {
        skipSpace();
        if (position < text.length() && (text.charAt(position) == '-' || isDigit(text.charAt(position)))) {
            return List.of(number());
        }
        if (!accept('[')) {
            return List.of(string());
        }
        List<String> values = new ArrayList<>();
        if (accept(']')) {
            return values;
        }
        do {
            values.add(string());
        } while (accept(','));
        expect(']');
        return values;
    }

    private String number() {
        int start = position;
        position++;
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (position < text.length() && text.charAt(position) != '"') {
            char c = text.charAt(position++);
            if (c < ' ') {
                throw unexpected("no control character in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        if (position == text.length()) {
            throw unexpected("the end of a string");
        }
        position++;
        return out.toString();
    }

    private char escaped() {
        if (position == text.length()) {
            throw unexpected("an escaped character");
        }
        char c = text.charAt(position++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected("an escape of JSON");
        };
    }

    private char unicode() {
        if (position + 4 > text.length()) {
            throw unexpected("four hexadecimal digits");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(position++), 16);
            if (digit < 0) {
                throw unexpected("four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private boolean accept(char c) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException(
                "expected " + expected + " at character " + position + " of JSON, found something else");
    }
}
