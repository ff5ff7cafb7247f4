package io.datapact.node.task;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonArray;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.task.TaskManifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between two tasks, field by field; what differs always (ids, digest of the salted body) is left out. */
final class TaskDifference {
    private static final Set<String> ALWAYS = Set.of("/task", "/bodyDigest", "/slot", "/network", "/type");

    private TaskDifference() {}

    /** Lines such as {@code /limits/runs: 1 -> 3}, sorted by field; empty if nothing differs. */
    static List<String> between(TaskManifest before, TaskManifest after) {
        return between(flat(before), flat(after));
    }

    /** As for manifests, for the parameters of two bodies. */
    static List<String> between(JsonObject before, JsonObject after) {
        SortedMap<String, String> one = new TreeMap<>();
        SortedMap<String, String> other = new TreeMap<>();
        flatten("/parameters", before, one);
        flatten("/parameters", after, other);
        return between(one, other);
    }

    private static List<String> between(SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        List<String> lines = new ArrayList<>();
        for (String field : fields) {
            Optional<String> old = Optional.ofNullable(before.get(field));
            Optional<String> fresh = Optional.ofNullable(after.get(field));
            if (!old.equals(fresh) && !ALWAYS.contains(field)) {
                lines.add(field + ": " + old.orElse("(nothing)") + " -> " + fresh.orElse("(nothing)"));
            }
        }
        return lines;
    }

    private static SortedMap<String, String> flat(TaskManifest manifest) {
        SortedMap<String, String> flat = new TreeMap<>();
        flatten("", RecordCodec.of(TaskManifest.class).toJson(manifest), flat);
        return flat;
    }

    private static void flatten(String at, Json json, Map<String, String> into) {
        switch (json) {
            case JsonObject object -> object.members().forEach((name, value) -> flatten(at + "/" + name, value, into));
            case JsonArray array -> {
                for (int i = 0; i < array.values().size(); i++) {
                    flatten(at + "/" + i, array.values().get(i), into);
                }
            }
            case Json scalar -> into.put(at, new String(CanonicalJson.encode(scalar), StandardCharsets.UTF_8));
        }
    }
}
