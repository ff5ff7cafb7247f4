package io.datapact.contract.evidence;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.member.Bounds;
import java.util.List;
import java.util.Optional;

/**
 * An in-toto Statement v1 in canonical JSON: the payload of a DSSE envelope of type
 * {@link io.datapact.contract.command.Dsse#STATEMENT}, signed by the party's node certificate.
 *
 * <p>Source: in-toto Attestation Framework, spec/v1/statement.md.
 *
 * @param _type         {@code https://in-toto.io/Statement/v1}
 * @param subject       one or more things that the statement is about, names distinct
 * @param predicateType {@link EvidenceKind#predicateType()}
 * @param predicate     the record of that kind
 */
@SuppressWarnings("MemberName") // The name that in-toto gives.
public record Statement(String _type, List<Subject> subject, String predicateType, Json.JsonObject predicate) {
    /** The one value of {@code _type}. */
    public static final String TYPE = "https://in-toto.io/Statement/v1";

    /** Most subjects. */
    public static final int MAXIMUM_SUBJECTS = 16;

    public Statement {
        if (!_type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
        subject = List.copyOf(subject);
        Bounds.require("subjects", subject.size(), 1, MAXIMUM_SUBJECTS);
        long names = subject.stream().map(Subject::name).distinct().count();
        if (names != subject.size()) {
            throw new IllegalArgumentException("expected distinct names of subjects, found one twice");
        }
    }

    /** A statement of a predicate. */
    public static Statement of(Subject subject, Predicate predicate) {
        EvidenceKind kind = EvidenceKind.of(predicate);
        return new Statement(TYPE, List.of(subject), kind.predicateType(), json(kind.predicate(), predicate));
    }

    /** Reads a payload's canonical bytes; never throws. */
    public static Parsed<Statement> parse(byte[] payload) {
        return RecordCodec.of(Statement.class).decode(payload);
    }

    /** The canonical bytes; the caller owns the array. */
    public byte[] encode() {
        return RecordCodec.of(Statement.class).encode(this);
    }

    /** The predicate as its record, or why it is none of the kinds known here. */
    public Parsed<Predicate> read() {
        Optional<EvidenceKind> kind = EvidenceKind.ofPredicateType(predicateType);
        if (kind.isEmpty()) {
            return new Parsed.Malformed<>("/predicateType", "expected a predicate type known here, found another");
        }
        return switch (RecordCodec.of(kind.get().predicate()).fromJson(predicate)) {
            case Parsed.Malformed<? extends Record> m -> new Parsed.Malformed<>("/predicate" + m.path(), m.detail());
            case Parsed.Value<? extends Record> v -> new Parsed.Value<>((Predicate) v.value());
        };
    }

    private static <T extends Record> Json.JsonObject json(Class<T> type, Predicate predicate) {
        return (Json.JsonObject) RecordCodec.of(type).toJson(type.cast(predicate));
    }
}
