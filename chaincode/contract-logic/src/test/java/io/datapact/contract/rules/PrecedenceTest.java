package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.member.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever two things are wrong at once, the reason that goes first is given: contract.md section 7. */
class PrecedenceTest {
    /** One thing wrong, which alone is refused for its reason. */
    record Fault(Reason reason, String name, Consumer<Bench> breakIt) {}

    /** A command on a scenario that faults bend; made once all have. */
    interface Bench {
        Scenario scenario();

        Command command();

        String member();

        Role role();
    }

    @TestFactory
    Stream<DynamicTest> every_pair_of_a_proposals_faults() {
        return pairs(CommonFaults.all(), ProposalFaults.all(), ProposalBench::new);
    }

    @TestFactory
    Stream<DynamicTest> every_pair_of_a_starts_faults() {
        return pairs(CommonFaults.all(), StartFaults.all(), StartBench::new);
    }

    @TestFactory
    Stream<DynamicTest> every_pair_of_a_denials_faults() {
        return pairs(List.of(), DenialBench.faults(), DenialBench::new);
    }

    @Test
    void without_faults_all_are_accepted() {
        assertThat(judge(new ProposalBench())).isInstanceOf(Decision.Accepted.class);
        assertThat(judge(new StartBench())).isInstanceOf(Decision.Accepted.class);
        assertThat(judge(new DenialBench())).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void the_faults_cover_all_reasons_that_a_proposal_or_a_start_can_meet() {
        List<Reason> met = Stream.of(CommonFaults.all(), ProposalFaults.all(), StartFaults.all())
                .flatMap(List::stream)
                .map(Fault::reason)
                .distinct()
                .sorted()
                .toList();
        List<Reason> others = Stream.of(Reason.values())
                .filter(reason -> !met.contains(reason))
                .toList();
        // MALFORMED cannot stand beside another fault of the same payload; the rest belong to other commands.
        assertThat(others)
                .containsExactly(
                        Reason.MALFORMED,
                        Reason.FOUR_EYES,
                        Reason.WINDOW_OVER,
                        Reason.BALANCE_TOO_LOW,
                        Reason.QUORUM_MISSING,
                        Reason.BASE_CHANGED);
    }

    static Stream<DynamicTest> pairs(List<Fault> common, List<Fault> own, Supplier<Bench> bench) {
        List<Fault> faults = new ArrayList<>(common);
        faults.addAll(own);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            for (int j = i; j < faults.size(); j++) {
                Fault first = faults.get(i);
                Fault second = faults.get(j);
                tests.add(DynamicTest.dynamicTest(
                        first.name() + " and " + second.name(), () -> check(bench.get(), first, second)));
            }
        }
        return tests.stream();
    }

    private static void check(Bench bench, Fault first, Fault second) {
        // The command's own fault first: common faults bend whoever signs then.
        second.breakIt().accept(bench);
        if (!first.equals(second)) {
            first.breakIt().accept(bench);
        }
        Reason expected = first.reason().compareTo(second.reason()) <= 0 ? first.reason() : second.reason();
        assertThat(Scenario.reasonOf(judge(bench))).contains(expected);
    }

    static Decision judge(Bench bench) {
        return bench.scenario().judge(bench.member(), bench.role(), bench.command());
    }
}
