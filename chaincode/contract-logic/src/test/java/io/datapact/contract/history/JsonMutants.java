package io.datapact.contract.history;

import io.datapact.contract.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Canonical JSON with one value edited, left out, added or swapped with another: still canonical, often still well formed. */
final class JsonMutants {
    private static final int MOST_DIGITS = 1_000_000;

    private final Draw draw;
    private final List<Json> values = new ArrayList<>();
    private int left;

    private JsonMutants(Draw draw) {
        this.draw = draw;
    }

    static Json mutated(Json json, Draw draw) {
        JsonMutants mutants = new JsonMutants(draw);
        mutants.collect(json);
        mutants.left = draw.below(mutants.values.size());
        return mutants.edit(json);
    }

    private void collect(Json json) {
        values.add(json);
        switch (json) {
            case Json.JsonObject object -> object.members().values().forEach(this::collect);
            case Json.JsonArray array -> array.values().forEach(this::collect);
            default -> {}
        }
    }

    /** Walks in the order in which values were collected, and edits the one that was drawn. */
    private Json edit(Json json) {
        if (left-- == 0) {
            return edited(json);
        }
        return switch (json) {
            case Json.JsonObject object -> {
                SortedMap<String, Json> members = new TreeMap<>();
                for (Map.Entry<String, Json> entry : object.members().entrySet()) {
                    members.put(entry.getKey(), edit(entry.getValue()));
                }
                yield new Json.JsonObject(members);
            }
            case Json.JsonArray array ->
                new Json.JsonArray(array.values().stream().map(this::edit).toList());
            default -> json;
        };
    }

    private Json edited(Json json) {
        if (draw.once(4)) {
            return draw.one(values);
        }
        return switch (json) {
            case Json.JsonInteger number -> new Json.JsonInteger(number(number.value()));
            case Json.JsonBoolean bool -> new Json.JsonBoolean(!bool.value());
            case Json.JsonString text -> new Json.JsonString(text(text.value()));
            case Json.JsonArray array -> new Json.JsonArray(list(array.values()));
            case Json.JsonObject object -> new Json.JsonObject(members(object.members()));
        };
    }

    private long number(long value) {
        return switch (draw.below(5)) {
            case 0 -> Math.min(value + 1, Json.JsonInteger.MAXIMUM);
            case 1 -> Math.max(value - 1, -Json.JsonInteger.MAXIMUM);
            case 2 -> -value;
            case 3 -> draw.once(2) ? Json.JsonInteger.MAXIMUM : -Json.JsonInteger.MAXIMUM;
            default -> draw.below(MOST_DIGITS);
        };
    }

    private String text(String value) {
        if (value.isEmpty()) {
            return "a";
        }
        int at = draw.below(value.length());
        return switch (draw.below(4)) {
            case 0 -> value.substring(0, at) + value.substring(at + 1);
            case 1 -> value.substring(0, at) + "0" + value.substring(at + 1);
            case 2 -> value + value.charAt(at);
            default -> "";
        };
    }

    private List<Json> list(List<Json> items) {
        List<Json> out = new ArrayList<>(items);
        if (out.isEmpty() || draw.once(3)) {
            out.add(draw.one(values));
        } else {
            Json moved = out.remove(draw.below(out.size()));
            if (draw.once(2)) {
                out.add(moved);
            }
        }
        return out;
    }

    private SortedMap<String, Json> members(SortedMap<String, Json> members) {
        SortedMap<String, Json> out = new TreeMap<>(members);
        List<String> names = List.copyOf(members.keySet());
        if (names.isEmpty() || draw.once(3)) {
            out.put("more", draw.one(values));
        } else if (draw.once(2)) {
            out.remove(draw.one(names));
        } else {
            String one = draw.one(names);
            String other = draw.one(names);
            out.put(one, members.get(other));
            out.put(other, members.get(one));
        }
        return out;
    }
}
