package io.datapact.contract.golden;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.RecoveryRules;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.testing.Decider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The golden history of version 1: {@code rules-1.jsonl}, a step a line. */
public final class GoldenHistory {
    static final String FILE = "rules-1.jsonl";

    private static final RecordCodec<GoldenStep> CODEC = RecordCodec.of(GoldenStep.class);
    private static final int MAXIMUM_STEP_BYTES = 1 << 20;

    private final byte[] bytes;
    private final List<GoldenStep> steps = new ArrayList<>();

    private GoldenHistory(byte[] bytes) {
        this.bytes = bytes;
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(GoldenHistory::step)
                .forEach(steps::add);
    }

    /** Reads the file. */
    public static GoldenHistory read() {
        try (InputStream in = GoldenHistory.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("expected the golden history " + FILE + " in the test resources");
            }
            return new GoldenHistory(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that steps make. */
    static byte[] write(List<GoldenStep> steps) {
        StringBuilder out = new StringBuilder();
        steps.forEach(step -> out.append(CODEC.text(step)).append('\n'));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static GoldenStep step(String line) {
        return switch (CODEC.decode(line.getBytes(StandardCharsets.UTF_8), MAXIMUM_STEP_BYTES)) {
            case Parsed.Value<GoldenStep>(GoldenStep step) -> step;
            case Parsed.Malformed<GoldenStep> malformed ->
                throw new IllegalStateException("expected a step of the golden history, found " + malformed);
        };
    }

    /** What verifies its signatures. */
    public static SignatureVerifier verifier() {
        return new JcaSignatureVerifier(Optional.empty());
    }

    Digest sha256() {
        return Digest.of(bytes);
    }

    List<GoldenStep> steps() {
        return steps;
    }

    /** Decides it all anew; where that first differs from the file, in words. */
    public Optional<String> differs(Decider rules) {
        GoldenState state = new GoldenState();
        for (int i = 0; i < steps.size(); i++) {
            GoldenStep expected = steps.get(i);
            Decision decision = decide(rules, expected, i == 0, state);
            Digest after = state.after(decision).digest();
            GoldenStep found = GoldenStep.of(expected.bytes(), expected.tx(), decision, after);
            if (!found.equals(expected)) {
                return Optional.of("line " + (i + 1) + ": expected " + outcome(expected) + ", found " + outcome(found));
            }
        }
        return Optional.empty();
    }

    private static Decision decide(Decider rules, GoldenStep step, boolean first, GoldenState state) {
        if (first) {
            return new GenesisRules(verifier()).writes(step.bytes());
        }
        boolean genesis = Dsse.Envelope.parse(step.bytes()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope read)
                && read.payloadType().equals(Dsse.GENESIS);
        return genesis
                ? new RecoveryRules(verifier()).writes(step.bytes(), state.view())
                : rules.apply(step.bytes(), state.view(), step.tx());
    }

    private static String outcome(GoldenStep step) {
        return step.outcome() + "(" + step.detail() + ") " + step.events() + " and state " + step.state();
    }
}
