package io.datapact.contract.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells of which kind a key is. */
final class KeyKinds {
    private static final String SEGMENT = "[A-Za-z0-9-]{1,64}";
    private static final String ID = SEGMENT + "/" + SEGMENT;
    private static final String NUMBER = "[0-9]{6}";

    private static final Map<String, String> PLACEHOLDERS = Map.ofEntries(
            Map.entry("<member>", "[a-z0-9-]{1,40}"),
            Map.entry("<digest>", "[0-9a-f]{64}"),
            Map.entry("<input>", SEGMENT),
            Map.entry("<currency>", "[A-Z]{3}"),
            Map.entry("<node>", ID),
            Map.entry("<dataset>", ID),
            Map.entry("<algorithm>", ID),
            Map.entry("<standing>", ID),
            Map.entry("<task>", ID),
            Map.entry("<run>", ID + "/" + NUMBER),
            Map.entry("<v>", NUMBER),
            Map.entry("<slot>", NUMBER),
            Map.entry("<seq>", NUMBER),
            Map.entry("<day>", NUMBER),
            Map.entry("<period>", NUMBER));

    private static final Map<KeyKind, Pattern> PATTERNS =
            Arrays.stream(KeyKind.values()).collect(Collectors.toMap(kind -> kind, KeyKinds::pattern));

    private KeyKinds() {}

    /** The one kind of a key. */
    static KeyKind of(String key) {
        List<KeyKind> fitting = Arrays.stream(KeyKind.values())
                .filter(kind -> PATTERNS.get(kind).matcher(key).matches())
                .toList();
        if (fitting.size() != 1) {
            throw new AssertionError("expected one kind of key for " + key + ", found " + fitting
                    + "; give the key a kind of its own in KeyKind");
        }
        return fitting.get(0);
    }

    private static Pattern pattern(KeyKind kind) {
        String pattern = kind.pattern();
        for (Map.Entry<String, String> placeholder : PLACEHOLDERS.entrySet()) {
            pattern = pattern.replace(placeholder.getKey(), placeholder.getValue());
        }
        if (pattern.contains("<")) {
            throw new AssertionError("expected known placeholders only, found " + kind.pattern());
        }
        return Pattern.compile(pattern);
    }
}
