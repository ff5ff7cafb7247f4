package io.datapact.audit.bundle;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonArray;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code manifest.json}: every other file but the seals, sorted by path. */
public record Manifest(List<Item> files) {
    private static final String TYPE = "datapact/bundle-manifest/1";

    public Manifest {
        files = List.copyOf(files);
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i - 1).path().compareTo(files.get(i).path()) >= 0) {
                throw new IllegalArgumentException("expected paths in ascending order, found "
                        + files.get(i).path() + " after " + files.get(i - 1).path());
            }
        }
    }

    /** A file: path in the bundle, content's digest, size in bytes. */
    public record Item(String path, Digest sha256, long size) {}

    /** The canonical bytes. */
    byte[] encode() {
        List<Json> items = new ArrayList<>(files.size());
        for (Item item : files) {
            items.add(RecordCodec.of(Item.class).toJson(item));
        }
        return CanonicalJson.encode(JsonObject.of(Map.of("files", new JsonArray(items), "type", new JsonString(TYPE))));
    }

    /** Reads canonical bytes; never throws. */
    static Parsed<Manifest> parse(byte[] bytes) {
        return switch (CanonicalJson.decode(bytes, BundleLimits.FILE_BYTES)) {
            case Parsed.Malformed<Json>(String path, String detail) -> new Parsed.Malformed<>(path, detail);
            case Parsed.Value<Json>(Json json) -> of(json);
        };
    }

    private static Parsed<Manifest> of(Json json) {
        if (!(json instanceof JsonObject object)
                || object.members().size() != 2
                || !object.get("type").equals(Optional.of(new JsonString(TYPE)))
                || !(object.get("files").orElse(json) instanceof JsonArray array)) {
            return new Parsed.Malformed<>("", "expected type " + TYPE + " and files, found another form");
        }
        List<Item> items = new ArrayList<>(array.values().size());
        for (Json value : array.values()) {
            switch (RecordCodec.of(Item.class).fromJson(value)) {
                case Parsed.Value<Item>(Item item) -> items.add(item);
                case Parsed.Malformed<Item>(String path, String detail) -> {
                    return new Parsed.Malformed<>("/files/" + items.size() + path, detail);
                }
            }
        }
        try {
            return new Parsed.Value<>(new Manifest(items));
        } catch (IllegalArgumentException e) {
            return new Parsed.Malformed<>("/files", e.getMessage());
        }
    }
}
