package io.datapact.node.app.web;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonArray;
import io.datapact.contract.codec.Json.JsonBoolean;
import io.datapact.contract.codec.Json.JsonInteger;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what callers send: any spelling of JSON (blanks and order are free), but only what the rule book's canonical JSON
 * can hold: no floats, no nulls, no name twice, integers within 2^53 − 1, well-formed text.
 */
public final class RequestJson {
    private static final int MAXIMUM_DEPTH = 16;
    private static final int MAXIMUM_TEXT = 128 << 10;
    private static final int MAXIMUM_NAME = 256;
    private static final int MAXIMUM_DIGITS = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxStringLength(MAXIMUM_TEXT)
                    .maxNameLength(MAXIMUM_NAME)
                    .maxNumberLength(MAXIMUM_DIGITS)
                    .build())
            .build();

    private RequestJson() {}

    /**
     * Reads one value.
     *
     * @throws ProblemException MALFORMED if the bytes are none; the detail holds no value of theirs
     */
    public static Json read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            Json json = value(parser);
            if (parser.nextToken() != null) {
                throw malformed("expected one JSON value, found more after it");
            }
            return json;
        } catch (JacksonException e) {
            throw new ProblemException(
                    malformed("expected JSON in UTF-8, at most 16 levels deep and each name once; found something else"
                                    + place(e))
                            .problem(),
                    e);
        }
    }

    private static Json value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw malformed("expected a JSON value, found nothing");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(wellFormed(parser.getString()));
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT ->
                throw malformed("expected integers only, found a fraction; use minor units or a decimal string");
            case VALUE_NULL -> throw malformed("expected a value, found null; leave the member out instead");
            default -> throw malformed("expected a JSON value, found a " + token);
        };
    }

    private static Json object(JsonParser parser) {
        TreeMap<String, Json> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonObject(members);
    }

    private static Json array(JsonParser parser) {
        List<Json> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return new JsonArray(values);
    }

    private static Json integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> {
                long number = parser.getLongValue();
                if (number > JsonInteger.MAXIMUM || number < -JsonInteger.MAXIMUM) {
                    throw malformed("expected integers within 2^53 - 1, found a larger one; use a decimal string");
                }
                yield new JsonInteger(number);
            }
            default -> throw malformed("expected integers within 2^53 - 1, found a larger one; use a decimal string");
        };
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed("expected well-formed text, found half a surrogate pair");
            }
        }
        return text;
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.malformed("", detail);
    }
}
