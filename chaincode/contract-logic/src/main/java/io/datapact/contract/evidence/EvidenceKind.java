package io.datapact.contract.evidence;

import io.datapact.contract.state.StateKey;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of evidence. */
public enum EvidenceKind {
    /** What an input's owner committed to, and how it was salted. */
    INPUT("input", InputPredicate.class),
    /** What the gate saw when it let a run begin. */
    RUN("run", RunPredicate.class),
    /** What the party computed, checked, sent and received. */
    RESULT("result", ResultPredicate.class),
    /** What the party released, or opened. */
    RELEASE("release", ReleasePredicate.class),
    /** The outcome as the party's replica holds it. */
    SETTLEMENT("settlement", SettlementPredicate.class),
    /** What the gate refused. */
    DENIAL("denial", DenialPredicate.class),
    /** That the ledger's host shows two histories. */
    FORK("fork", ForkPredicate.class);

    private static final String PREFIX = "https://datapact.io/evidence/";
    private static final String VERSION = "/v1";

    private final String text;
    private final Class<? extends Record> predicate;

    EvidenceKind(String text, Class<? extends Record> predicate) {
        this.text = text;
        this.predicate = predicate;
    }

    /** The kind of a predicate. */
    public static EvidenceKind of(Predicate predicate) {
        return Arrays.stream(values())
                .filter(kind -> kind.predicate == predicate.getClass())
                .findFirst()
                .orElseThrow();
    }

    /** The kind of a predicate type. */
    public static Optional<EvidenceKind> ofPredicateType(String predicateType) {
        return Arrays.stream(values())
                .filter(kind -> kind.predicateType().equals(predicateType))
                .findFirst();
    }

    /** The in-toto predicate type, a URI. */
    public String predicateType() {
        return PREFIX + text + VERSION;
    }

    /** The record of the predicate. */
    public Class<? extends Record> predicate() {
        return predicate;
    }

    /** The name of a statement's file: {@code 000001.input.dsse.json}. */
    public String fileName(long counter) {
        return StateKey.number(counter) + "." + text + ".dsse.json";
    }

    @Override
    public String toString() {
        return text;
    }
}
