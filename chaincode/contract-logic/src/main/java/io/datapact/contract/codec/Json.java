package io.datapact.contract.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON value of the narrow kind: no floats, no null, integers within ±(2^53 - 1). */
public sealed interface Json {
    /** Members sorted by UTF-16 code units, as RFC 8785 section 3.2.3 asks. */
    record JsonObject(SortedMap<String, Json> members) implements Json {
        public JsonObject {
            members = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        /** Makes an object of a map's entries. */
        public static JsonObject of(Map<String, Json> members) {
            return new JsonObject(new TreeMap<>(members));
        }

        /** The member of a name. */
        public Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }
    }

    /** Values in order. */
    record JsonArray(List<Json> values) implements Json {
        public JsonArray {
            values = List.copyOf(values);
        }
    }

    /** Text without lone surrogates. */
    record JsonString(String value) implements Json {}

    /** True or false. */
    record JsonBoolean(boolean value) implements Json {}

    /** An integer within ±(2^53 - 1). */
    record JsonInteger(long value) implements Json {
        /** Greatest magnitude. */
        public static final long MAXIMUM = (1L << 53) - 1;

        public JsonInteger {
            if (value > MAXIMUM || value < -MAXIMUM) {
                throw new IllegalArgumentException(
                        "expected an integer within 2^53 - 1, found one outside; use a decimal " + "string for it");
            }
        }
    }
}
