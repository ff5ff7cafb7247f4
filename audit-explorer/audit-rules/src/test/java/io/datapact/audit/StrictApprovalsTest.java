package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.command.TaskCommand.EndStanding;
import io.datapact.contract.command.TaskCommand.GrantStanding;
import io.datapact.contract.command.TaskCommand.RevokeApproval;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A01, A02 and A05 on histories with a regulator, four eyes and a standing approval. */
class StrictApprovalsTest {
    private static final Map<String, Supplier<StrictStory>> WRONG = wrong();

    private static Map<String, Supplier<StrictStory>> wrong() {
        Map<String, Supplier<StrictStory>> stories = new TreeMap<>();
        stories.put("A01 second slot approved after the start", SecondAfterStart::new);
        stories.put("A02 regulator never asked", WithoutRegulator::new);
        stories.put("A02 one person in both slots", OnePersonTwice::new);
        stories.put("A02 approved by the proposer", ByProposer::new);
        stories.put("A02 standing approval granted by one person", GrantedByOne::new);
        stories.put("A02 task beyond the standing approval", BeyondTemplate::new);
        stories.put("A05 standing approval ended", EndedStanding::new);
        stories.put("A05 standing approval used up", UsedUp::new);
        stories.put("A05 second slot revoked", SecondRevoked::new);
        stories.put("A05 regulator suspended", RegulatorSuspended::new);
        return stories;
    }

    static Stream<String> cases() {
        return WRONG.keySet().stream();
    }

    @Test
    void nothing_is_violated_where_all_people_approved() {
        AuditStory story = new StrictStory().told();

        AuditReport report = TestBundles.verify(story.bundle(), TestBundles.roots(story.fixture));

        assertThat(report.rules(Verdict.VIOLATED)).as(report.text()).isEmpty();
        assertThat(report.rules(Verdict.HOLDS)).contains("A01", "A02", "A05", "D04", "E12");
        assertThat(report.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_goes_wrong_violates_exactly_its_rule(String name) {
        StrictStory story = WRONG.get(name).get();
        story.begun();

        AuditReport report = TestBundles.verifyAsHost(story, story.bundle());

        assertThat(report.rules(Verdict.VIOLATED)).as(report.text()).containsExactly(name.substring(0, 3));
    }

    private static final class SecondAfterStart extends StrictStory {
        @Override
        void approveAtBank() {
            tell(bankTwo, slot(1, 0));
        }

        @Override
        void start() {
            startAsThough(approved(bankThree, 2));
        }

        @Override
        void afterwards() {
            tell(bankThree, slot(2, 0));
        }
    }

    private static final class WithoutRegulator extends StrictStory {
        @Override
        void approveByRegulator() {
            // Nobody asks it.
        }

        @Override
        void start() {
            TestIdentity one = fixture.identity("clearing-c", Role.APPROVER);
            startAsThough(approved(one, 1), approved(clearingTwo, 2));
        }
    }

    private static final class OnePersonTwice extends StrictStory {
        @Override
        void approveAtBank() {
            tell(bankTwo, slot(1, 0));
            tellAs(bankTwo, bankThree, slot(2, 0));
        }
    }

    private static final class ByProposer extends StrictStory {
        @Override
        void approveAtBank() {
            tellAs(fixture.identity("bank-a", Role.APPROVER), bankTwo, slot(1, 0));
            tell(bankThree, slot(2, 0));
        }
    }

    /** The machine's approval is taken as though a fitting standing approval stood. */
    private abstract static class MachineAnyway extends StrictStory {
        @Override
        void approveByMachine() {
            time += STEP_MILLIS;
            byte[] envelope = signed(machine, byStanding());
            host.force(envelope, time, host.decide(envelope, host.with(granted(fittingTemplate())), time));
        }

        @Override
        void start() {
            startAsThough(granted(fittingTemplate()));
        }
    }

    private static final class GrantedByOne extends MachineAnyway {
        @Override
        void grant() {
            tell("telco-b", Role.APPROVER, new GrantStanding(STANDING, template()));
        }
    }

    private static final class BeyondTemplate extends MachineAnyway {
        @Override
        StandingTemplate template() {
            return RecordCopy.with(fittingTemplate(), "purposes", List.of(new Code("marketing")));
        }
    }

    private static final class UsedUp extends MachineAnyway {
        @Override
        StandingTemplate template() {
            return RecordCopy.with(fittingTemplate(), "perPeriod", new StandingCaps(1, 0, 99_999));
        }
    }

    private static final class EndedStanding extends StrictStory {
        @Override
        void start() {
            tell("telco-b", Role.APPROVER, new EndStanding(STANDING));
            startAsThough(granted(fittingTemplate()));
        }
    }

    private static final class SecondRevoked extends StrictStory {
        @Override
        void start() {
            tell("bank-a", Role.ADMIN, new RevokeApproval(manifest.task(), 1, Optional.of(2L)));
            startAsThough(approved(bankThree, 2));
        }
    }

    private static final class RegulatorSuspended extends StrictStory {
        private static final StateKey<Member> CLEARING = MemberKeys.member(new MemberId("clearing-c"));

        @Override
        void start() {
            Member active = host.reader().read(CLEARING).orElseThrow();
            Member suspended = RecordCopy.with(active, "status", MemberStatus.SUSPENDED);
            WrongApprovals.forcePayIn(this, Forgery.put(CLEARING, suspended));
            startAsThough(Forgery.put(CLEARING, active));
        }
    }
}
