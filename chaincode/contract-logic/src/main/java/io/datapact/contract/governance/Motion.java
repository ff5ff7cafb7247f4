package io.datapact.contract.governance;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is voted about, the body of Vote and Enact alike. Its digest names it: whatever differs is another motion.
 *
 * @param action  name of the action: its record's name in kebab case, such as {@code set-policy}
 * @param args    the action's components
 * @param base    digest of the canonical bytes of the record that the action changes, as its drafter saw it; of no
 *                bytes where it was absent
 * @param nonce   16 random bytes, 32 lower-case hexadecimal digits
 * @param expires until when it may be enacted, exclusive, millis since the epoch
 */
public record Motion(String action, Json.JsonObject args, Digest base, String nonce, long expires) {
    /** Furthest {@code expires} at a vote: 30 days. */
    public static final long MAXIMUM_MILLIS = 30 * 86_400_000L;

    /** Base of a record that is absent. */
    public static final Digest ABSENT = Digest.of(new byte[0]);

    private static final SortedMap<String, Class<? extends Record>> ACTIONS = actions();

    public Motion {
        if (!nonce.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(
                    "expected a nonce of 32 lower-case hexadecimal digits, found another form");
        }
        Bounds.require("expires", expires, 0, Bounds.MAXIMUM_AMOUNT);
        read(action, args);
    }

    /** A motion for an action. */
    public static Motion of(Action action, Digest base, String nonce, long expires) {
        return new Motion(name(action.getClass()), args(action), base, nonce, expires);
    }

    /** The action asked for. */
    public Action asked() {
        return read(action, args);
    }

    /** Names the motion. */
    public Digest digest() {
        return Digest.of(RecordCodec.of(Motion.class).encode(this));
    }

    /** The names of all actions, with their records, sorted. */
    public static SortedMap<String, Class<? extends Record>> names() {
        return ACTIONS;
    }

    private static Action read(String name, Json.JsonObject args) {
        if (!ACTIONS.containsKey(name)) {
            throw new IllegalArgumentException("expected the name of an action, found another");
        }
        return switch (RecordCodec.of(ACTIONS.get(name)).fromJson(args)) {
            case Parsed.Value<? extends Record> read -> (Action) read.value();
            case Parsed.Malformed<? extends Record> wrong ->
                throw new IllegalArgumentException("args" + wrong.path() + ": " + wrong.detail());
        };
    }

    @SuppressWarnings("unchecked")
    private static Json.JsonObject args(Action action) {
        Class<Record> type = (Class<Record>) (Class<?>) action.getClass();
        return (Json.JsonObject) RecordCodec.of(type).toJson((Record) action);
    }

    private static SortedMap<String, Class<? extends Record>> actions() {
        TreeMap<String, Class<? extends Record>> found = new TreeMap<>();
        for (Class<?> action : Action.class.getPermittedSubclasses()) {
            found.put(name(action), action.asSubclass(Record.class));
        }
        return Collections.unmodifiableSortedMap(found);
    }

    private static String name(Class<?> action) {
        return action.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
