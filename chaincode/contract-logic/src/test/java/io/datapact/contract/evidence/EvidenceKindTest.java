package io.datapact.contract.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The names of the kinds, which files and statements bear. */
class EvidenceKindTest {
    @Test
    void each_kind_has_a_predicate_type_that_names_it_and_no_other_text_does() {
        for (EvidenceKind kind : EvidenceKind.values()) {
            assertThat(EvidenceKind.ofPredicateType(kind.predicateType())).contains(kind);
        }
        assertThat(EvidenceKind.INPUT.predicateType()).isEqualTo("https://datapact.io/evidence/input/v1");
        assertThat(EvidenceKind.ofPredicateType("https://datapact.io/evidence/input/v2"))
                .isEmpty();
        assertThat(EvidenceKind.ofPredicateType("")).isEmpty();
    }

    @Test
    void a_predicate_tells_its_kind() {
        DenialPredicate denial = new DenialPredicate(
                new ChainLink(
                        new TaskId("bank-a/1"),
                        new MemberId("telco-b"),
                        ConsortiumFixture.digest("certificate"),
                        1,
                        Optional.empty(),
                        0),
                Optional.empty(),
                new MemberId("bank-a"),
                ConsortiumFixture.digest("command"),
                1,
                1,
                "NOT_A_PARTY");
        assertThat(EvidenceKind.of(denial)).isEqualTo(EvidenceKind.DENIAL);
        assertThat(EvidenceKind.DENIAL.predicate()).isEqualTo(DenialPredicate.class);
    }

    @Test
    void a_file_is_named_by_its_counter_and_kind() {
        assertThat(EvidenceKind.RELEASE.fileName(17)).isEqualTo("000017.release.dsse.json");
        assertThat(EvidenceKind.FORK).hasToString("fork");
    }
}
