package io.datapact.contract.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.testing.ConsortiumFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statements of evidence, and the refusals that a gate holds. */
class StatementTest {
    private static final Digest REFUSED = ConsortiumFixture.digest("refused");
    private static final TaskId TASK = new TaskId("bank-a/1");

    private final DenialPredicate denial = new DenialPredicate(
            new ChainLink(
                    TASK, new MemberId("telco-b"), ConsortiumFixture.digest("certificate"), 1, Optional.empty(), 0),
            Optional.empty(),
            new MemberId("bank-a"),
            REFUSED,
            1,
            1,
            "NOT_A_PARTY");
    private final Statement statement = Statement.of(Subject.of(Subject.REFUSED, REFUSED), denial);

    @Test
    void a_statement_reads_back_and_tells_its_predicate() {
        assertThat(Statement.parse(statement.encode())).isEqualTo(new Parsed.Value<>(statement));
        assertThat(statement.read()).isEqualTo(new Parsed.Value<>(denial));
    }

    @Test
    void a_statement_has_the_form_of_in_toto() {
        assertThat(new String(statement.encode(), StandardCharsets.UTF_8))
                .startsWith("{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"about\":\"" + REFUSED)
                .endsWith(",\"predicateType\":\"https://datapact.io/evidence/denial/v1\",\"subject\":[{\"digest\":"
                        + "{\"sha256\":\"" + REFUSED + "\"},\"name\":\"refused\"}]}");
    }

    @Test
    void a_predicate_of_another_type_or_form_is_told_with_its_place() {
        Statement unknown = new Statement(
                Statement.TYPE, statement.subject(), "https://datapact.io/evidence/other/v1", statement.predicate());
        assertThat(unknown.read())
                .isEqualTo(new Parsed.Malformed<>(
                        "/predicateType", "expected a predicate type known here, found another"));
        Statement otherForm = new Statement(
                Statement.TYPE, statement.subject(), EvidenceKind.DENIAL.predicateType(), (Json.JsonObject)
                        statement.predicate().get("link").orElseThrow());
        assertThat(otherForm.read())
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.path()).startsWith("/predicate/"));
    }

    @Test
    void a_statement_of_another_type_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("https://in-toto.io/Statement/v0.1", statement.subject()))
                .withMessageStartingWith("expected type https://in-toto.io/Statement/v1");
        String text = new String(statement.encode(), StandardCharsets.UTF_8);
        byte[] other = text.replace("Statement/v1", "Statement/v2").getBytes(StandardCharsets.UTF_8);
        assertThat(Statement.parse(other)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void a_statement_has_one_to_sixteen_subjects_of_distinct_names() {
        assertThat(with(Statement.TYPE, subjects(16)).subject()).hasSize(16);
        assertThatIllegalArgumentException().isThrownBy(() -> with(Statement.TYPE, subjects(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> with(Statement.TYPE, subjects(17)));
        List<Subject> twice = List.of(Subject.of("a", REFUSED), Subject.of("a", ConsortiumFixture.digest("b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Statement.TYPE, twice))
                .withMessage("expected distinct names of subjects, found one twice");
    }

    private Statement with(String type, List<Subject> subjects) {
        return new Statement(type, subjects, statement.predicateType(), statement.predicate());
    }

    private static List<Subject> subjects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Subject.of("subject-" + i, REFUSED))
                .toList();
    }

    @Test
    void a_refusal_held_is_about_the_payload_of_its_envelope() {
        byte[] payload = {1, 2, 3};
        Bytes envelope = Bytes.of(
                Dsse.Envelope.of(Dsse.MESSAGE, payload, "", new byte[] {9}).encode());
        HeldRefusal held = new HeldRefusal(new RunId(TASK, 1), "NOT_A_PARTY", 0, envelope);
        assertThat(held.about()).isEqualTo(Digest.of(payload));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeldRefusal(new RunId(TASK, 1), "NOT_A_PARTY", 0, Bytes.of(payload)))
                .withMessage("expected a DSSE envelope, found something else");
    }
}
