package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.testing.RecordCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each thing that can be wrong with a proposal or a start by itself, and starts at their bounds. */
class StartBoundsTest {
    private final StartBench bench = new StartBench();
    private final Scenario scenario = bench.scenario();
    private final long time = scenario.time();

    @TestFactory
    Stream<DynamicTest> every_fault_of_a_start_is_refused_for_its_reason() {
        return StartFaults.all().stream().map(fault -> refused(fault, new StartBench()));
    }

    @TestFactory
    Stream<DynamicTest> every_fault_of_a_proposal_is_refused_for_its_reason() {
        return ProposalFaults.all().stream().map(fault -> refused(fault, new ProposalBench()));
    }

    private static DynamicTest refused(PrecedenceTest.Fault fault, PrecedenceTest.Bench bent) {
        return DynamicTest.dynamicTest(fault.name(), () -> {
            fault.breakIt().accept(bent);
            assertThat(Scenario.reasonOf(PrecedenceTest.judge(bent))).contains(fault.reason());
        });
    }

    private void accepted() {
        assertThat(PrecedenceTest.judge(bench)).isInstanceOf(Decision.Accepted.class);
    }

    private void refused(Reason reason) {
        assertThat(Scenario.reasonOf(PrecedenceTest.judge(bench))).contains(reason);
    }

    @Test
    void a_run_starts_at_the_first_moment_of_its_task() {
        bench.editManifest(m -> RecordCopy.with(m, "limits", RecordCopy.with(m.limits(), "notBefore", time)));
        accepted();
        bench.editManifest(m -> RecordCopy.with(m, "limits", RecordCopy.with(m.limits(), "notBefore", time + 1)));
        refused(Reason.OUTSIDE_WINDOW);
    }

    @Test
    void a_run_starts_to_the_last_moment_of_its_task() {
        bench.editManifest(m -> RecordCopy.with(m, "limits", RecordCopy.with(m.limits(), "notAfter", time)));
        accepted();
        bench.editManifest(m -> RecordCopy.with(m, "limits", RecordCopy.with(m.limits(), "notAfter", time - 1)));
        refused(Reason.STATE_FORBIDS);
    }

    @Test
    void an_older_policy_serves_to_the_last_moment_of_the_new_ones_grace() {
        policy(time);
        accepted();
        policy(time - 1);
        refused(Reason.POLICY_OUTDATED);
    }

    private void policy(long graceUntil) {
        scenario.put(
                MemberKeys.policy(2),
                Bent.version(scenario.read(MemberKeys.policy(1)).orElseThrow(), 2, graceUntil));
        scenario.edit(
                MemberKeys.FRAME, f -> new Frame(f.network(), f.rulesVersion(), 2, f.reviewers(), f.currencies()));
    }

    @Test
    void the_parties_roles_are_asked_for_at_a_start_too() {
        bench.editManifest(m -> {
            List<Party> parties = new ArrayList<>(m.parties());
            parties.set(1, RecordCopy.with(parties.get(1), "roles", List.of(Party.COMPUTE)));
            return RecordCopy.with(m, "parties", parties);
        });
        refused(Reason.NOT_A_PARTY);
    }

    @Test
    void the_manifest_is_asked_for_at_a_start_too() {
        bench.editManifest(m -> {
            TaskInput first = m.inputs().get(0);
            return RecordCopy.with(
                    m, "inputs", List.of(first, RecordCopy.with(m.inputs().get(1), "name", first.name())));
        });
        refused(Reason.MANIFEST_MISMATCH);
    }

    @Test
    void a_nodes_certificates_serve_from_their_first_moment_to_their_last() {
        for (Role role : List.of(Role.NODE, Role.TLS)) {
            StateKey<Certificate> key = MemberKeys.certificate(
                    scenario.fixture().identity("telco-b", role).digest());
            Certificate honest = scenario.read(key).orElseThrow();
            for (String begin : List.of("notBefore", "effectiveFrom")) {
                scenario.put(key, RecordCopy.with(honest, begin, time));
                accepted();
                scenario.put(key, RecordCopy.with(honest, begin, time + 1));
                refused(Reason.PARTY_NOT_READY);
            }
            scenario.put(key, RecordCopy.with(honest, "notAfter", time));
            accepted();
            scenario.put(key, RecordCopy.with(honest, "notAfter", time - 1));
            refused(Reason.PARTY_NOT_READY);
            scenario.put(key, honest);
        }
    }
}
