package io.datapact.contract.vectors;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.RecoveryRules;
import io.datapact.contract.rules.RunStates;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.rules.TaskStates;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;
import io.datapact.contract.testing.Decider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plays sequences of {@code rulebook.json} and gathers where a rule book differs from them. */
public final class RulebookVectors {
    private static final String FILE = "rulebook.json";

    private final Decider rules;
    private final TreeMap<String, Json> state;
    private final List<String> differences = new ArrayList<>();

    private RulebookVectors(Decider rules, Map<String, Json> state) {
        this.rules = rules;
        this.state = new TreeMap<>(state);
    }

    /** Verifies the vectors' stand-in for signatures, and ECDSA where a key is one: certificates bear real signatures. */
    public static SignatureVerifier signatures() {
        SignatureVerifier toy = new ToySignatures();
        SignatureVerifier ecdsa = new JcaSignatureVerifier(Optional.empty());
        return (spki, message, signature) ->
                toy.verify(spki, message, signature) || ecdsa.verify(spki, message, signature);
    }

    /** Plays all prologues and sequences; where they differ, in words. */
    public static List<String> playAll(Decider rules) {
        return playPart(rules, 0, 1);
    }

    /** Plays all prologues and every {@code of}-th sequence, the first of them number {@code part}. */
    static List<String> playPart(Decider rules, int part, int of) {
        JsonObject file = Vectors.read(FILE);
        Map<String, Map<String, Json>> states = new TreeMap<>();
        states.put("world", records(Vectors.array(file, "world")));
        List<String> differences = new ArrayList<>();
        for (Json prologue : Vectors.array(file, "prologues")) {
            RulebookVectors played = played(rules, states, (JsonObject) prologue);
            states.put(text((JsonObject) prologue, "name"), played.state);
            differences.addAll(played.differences);
        }
        List<Json> sequences = Vectors.array(file, "sequences");
        for (int i = part; i < sequences.size(); i += of) {
            differences.addAll(played(rules, states, (JsonObject) sequences.get(i)).differences);
        }
        return differences;
    }

    private static RulebookVectors played(Decider rules, Map<String, Map<String, Json>> states, JsonObject sequence) {
        RulebookVectors player = new RulebookVectors(rules, states.get(text(sequence, "from")));
        player.play(sequence);
        return player;
    }

    private static Map<String, Json> records(List<Json> entries) {
        return entries.stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(
                        entry -> text(entry, "key"),
                        entry -> entry.get("record").orElseThrow()));
    }

    private void play(JsonObject sequence) {
        List<Json> steps = Vectors.array(sequence, "steps");
        for (int i = 0; i < steps.size(); i++) {
            JsonObject step = (JsonObject) steps.get(i);
            String where = text(sequence, "name") + " step " + i;
            if (step.get("put").isPresent()) {
                put(text(step, "put"), step.get("record"));
            } else if (step.get("genesis").isPresent()) {
                compareOutcome(where, step, new RecoveryRules(signatures()).writes(genesis(step), view()));
            } else {
                decide(where, step);
            }
        }
    }

    private void decide(String where, JsonObject step) {
        long t = Vectors.number(step, "t");
        compareOutcome(where, step, rules.apply(envelope(step), view(), new TxContext(t, text(step, "tx"))));
        step.get("taskState").ifPresent(expected -> compareTask(where, (JsonObject) expected, t));
        step.get("runState").ifPresent(expected -> compareRun(where, (JsonObject) expected, t));
    }

    private void compareOutcome(String where, JsonObject step, Decision decision) {
        switch (decision) {
            case Decision.Accepted(var writes, var events) -> {
                compare(where, text(step, "expect"), "ACCEPTED");
                writes.forEach(write -> put(write.key(), write.value().map(RulebookVectors::json)));
            }
            case Decision.Rejected(var reason, String detail) ->
                compare(where + " (" + detail + ")", text(step, "expect"), reason.name());
        }
        if (step.get("records").isPresent()) {
            Vectors.array(step, "records").forEach(record -> compareRecord(where, (JsonObject) record));
        }
    }

    /** A new genesis with the signatures that the step gives. */
    private static byte[] genesis(JsonObject step) {
        List<Dsse.Signature> signatures = Vectors.strings(step, "signatures").stream()
                .map(signature -> new Dsse.Signature("", new Bytes(signature)))
                .toList();
        byte[] payload = CanonicalJson.encode(step.get("genesis").orElseThrow());
        return new Dsse.Envelope(Bytes.of(payload), Dsse.GENESIS, signatures).encode();
    }

    /** The step's payload, sealed with the signer's key as state knows it. */
    private byte[] envelope(JsonObject step) {
        Optional<JsonObject> payload = step.get("payload").map(JsonObject.class::cast);
        byte[] bytes = payload.map(CanonicalJson::encode)
                .orElseGet(() -> text(step, "raw").getBytes(StandardCharsets.UTF_8));
        String signer = text(payload.orElse(step), "signer");
        byte[] spki = Optional.ofNullable((JsonObject) state.get("cert/" + signer))
                .map(certificate -> new Bytes(text(certificate, "spki")).toBytes())
                .orElse(new byte[0]);
        return ToySignatures.envelope(bytes, spki, step.get("signature").isEmpty());
    }

    private void compareRecord(String where, JsonObject expected) {
        String key = text(expected, "key");
        Optional<Json> found = Optional.ofNullable(state.get(key));
        boolean fits = expected.get("record").isPresent()
                ? found.isPresent() && holds(expected.get("record").get(), found.get())
                : found.isEmpty();
        if (!fits) {
            differences.add(where + ": under " + key + " expected "
                    + expected.get("record").map(CanonicalJson::text) + ", found " + found.map(CanonicalJson::text));
        }
    }

    /** Whether a record has every member that is expected, with its value. */
    private static boolean holds(Json expected, Json found) {
        if (expected instanceof JsonObject wanted && found instanceof JsonObject present) {
            return wanted.members().entrySet().stream()
                    .allMatch(member -> present.get(member.getKey())
                            .filter(value -> holds(member.getValue(), value))
                            .isPresent());
        }
        return expected.equals(found);
    }

    private void compareTask(String where, JsonObject expected, long t) {
        TaskId task = new TaskId(text(expected, "task"));
        compare(
                where + " task",
                text(expected, "state"),
                TaskStates.of(reader(), task, t).map(Enum::name).orElse("none"));
    }

    private void compareRun(String where, JsonObject expected, long t) {
        JsonObject named = (JsonObject) expected.get("run").orElseThrow();
        RunId run = new RunId(new TaskId(text(named, "task")), Vectors.number(named, "run"));
        compare(
                where + " run",
                text(expected, "state"),
                RunStates.of(reader(), run, t).map(Enum::name).orElse("none"));
    }

    private void compare(String where, String expected, String found) {
        if (!expected.equals(found)) {
            differences.add(where + ": expected " + expected + ", found " + found);
        }
    }

    private StateReader reader() {
        return new StateReader(view());
    }

    private StateView view() {
        return key -> Optional.ofNullable(state.get(key)).map(CanonicalJson::encode);
    }

    private void put(String key, Optional<Json> record) {
        record.ifPresentOrElse(value -> state.put(key, value), () -> state.remove(key));
    }

    private static Json json(String text) {
        return ((Parsed.Value<Json>) CanonicalJson.decode(text.getBytes(StandardCharsets.UTF_8), 1 << 20)).value();
    }

    static String text(JsonObject object, String name) {
        return Vectors.string(object.get(name).orElseThrow());
    }
}
