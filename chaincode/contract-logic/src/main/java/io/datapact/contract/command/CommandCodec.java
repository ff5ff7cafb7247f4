package io.datapact.contract.command;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonInteger;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Canonical bytes of commands: {@code {"body":{…},"network":…,"nonce":…,"role":…,"signer":…,
 * "type":"datapact/command/approve-task","validUntil":…,"version":1}}.
 */
public final class CommandCodec {
    private static final String PREFIX = "datapact/command/";
    private static final long VERSION = 1;
    private static final Map<String, Class<? extends Record>> TYPES = types(Command.class);

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return typeOf(type);
        }
    };

    private CommandCodec() {}

    /** All commands by payload type, sorted. */
    public static Map<String, Class<? extends Record>> types() {
        return TYPES;
    }

    /** A command's payload type: its record's name in kebab case. */
    public static String type(Class<? extends Command> command) {
        return NAMES.get(command);
    }

    /** A payload's canonical bytes; the caller owns the array. */
    public static byte[] encode(CommandPayload payload) {
        TreeMap<String, Json> members =
                new TreeMap<>(((JsonObject) RecordCodec.of(Header.class).toJson(payload.header())).members());
        members.put("type", new JsonString(type(payload.command().getClass())));
        members.put("version", new JsonInteger(VERSION));
        members.put("body", body(payload.command()));
        return CanonicalJson.encode(new JsonObject(members));
    }

    /** Reads a payload; never throws. */
    public static Parsed<CommandPayload> decode(byte[] bytes) {
        return switch (CanonicalJson.decode(bytes, CanonicalJson.MAXIMUM_PAYLOAD_BYTES)) {
            case Parsed.Value<Json>(JsonObject object) -> decode(object);
            case Parsed.Value<Json> other ->
                new Parsed.Malformed<>("", "expected an object, found another kind of value");
            case Parsed.Malformed<Json>(String path, String detail) -> new Parsed.Malformed<>(path, detail);
        };
    }

    private static Parsed<CommandPayload> decode(JsonObject object) {
        TreeMap<String, Json> members = new TreeMap<>(object.members());
        Optional<Json> type = Optional.ofNullable(members.remove("type"));
        Optional<Json> version = Optional.ofNullable(members.remove("version"));
        Optional<Json> body = Optional.ofNullable(members.remove("body"));
        if (!version.equals(Optional.of(new JsonInteger(VERSION)))) {
            return new Parsed.Malformed<>("/version", "expected version " + VERSION + ", found another or none");
        }
        Optional<Class<? extends Record>> command = type.filter(JsonString.class::isInstance)
                .map(json -> ((JsonString) json).value())
                .flatMap(name -> Optional.ofNullable(TYPES.get(name)));
        if (command.isEmpty()) {
            return new Parsed.Malformed<>("/type", "expected the type of a command, found another or none");
        }
        if (body.isEmpty()) {
            return new Parsed.Malformed<>("/body", "expected this member, found none");
        }
        return decode(new JsonObject(members), command.get(), body.get());
    }

    private static Parsed<CommandPayload> decode(JsonObject header, Class<? extends Record> type, Json body) {
        return switch (RecordCodec.of(Header.class).fromJson(header)) {
            case Parsed.Malformed<Header>(String path, String detail) -> new Parsed.Malformed<>(path, detail);
            case Parsed.Value<Header>(Header read) ->
                switch (RecordCodec.of(type).fromJson(body)) {
                    case Parsed.Malformed<? extends Record> m -> new Parsed.Malformed<>("/body" + m.path(), m.detail());
                    case Parsed.Value<? extends Record> v ->
                        new Parsed.Value<>(new CommandPayload(read, (Command) v.value()));
                };
        };
    }

    @SuppressWarnings("unchecked")
    private static Json body(Command command) {
        Class<Record> type = (Class<Record>) (Class<?>) command.getClass();
        return RecordCodec.of(type).toJson((Record) command);
    }

    private static Map<String, Class<? extends Record>> types(Class<?> sealed) {
        SortedMap<String, Class<? extends Record>> found = new TreeMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                found.put(typeOf(permitted), permitted.asSubclass(Record.class));
            } else {
                found.putAll(types(permitted));
            }
        }
        return Collections.unmodifiableSortedMap(found);
    }

    private static String typeOf(Class<?> command) {
        return PREFIX
                + command.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
