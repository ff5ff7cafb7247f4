package io.datapact.contract.rules;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.CastVote;
import io.datapact.contract.governance.Enacted;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.PrecedenceTest.Bench;
import io.datapact.contract.rules.PrecedenceTest.Fault;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An enactment by telco-b that has all votes, with what can be wrong with it. */
final class EnactBench implements Bench {
    private static final MemberId NEW = new MemberId("insurer-d");

    private final Scenario scenario = Scenario.begun();
    private final boolean joining;
    private MemberId pool = new MemberId("clearing-c");
    private long version = 2;
    private boolean strange;
    private boolean enacted;
    private boolean late;
    private boolean unvoted;
    private boolean changed;

    private EnactBench(boolean joining) {
        this.joining = joining;
    }

    /** A new policy. */
    static EnactBench ofPolicy() {
        return new EnactBench(false);
    }

    /** A new member. */
    static EnactBench ofMember() {
        return new EnactBench(true);
    }

    static List<Fault> common() {
        return CommonFaults.all().stream()
                .filter(fault -> fault.reason() != Reason.MEMBER_SUSPENDED && fault.reason() != Reason.NETWORK_PAUSED)
                .toList();
    }

    private static Fault fault(Reason reason, String name, Consumer<EnactBench> breakIt) {
        return new Fault(reason, name, bench -> breakIt.accept((EnactBench) bench));
    }

    private static List<Fault> faults() {
        return List.of(
                fault(Reason.ALREADY_DECIDED, "enacted-before", bench -> bench.enacted = true),
                fault(Reason.WINDOW_OVER, "motion-expired", bench -> bench.late = true),
                fault(Reason.QUORUM_MISSING, "unvoted", bench -> bench.unvoted = true),
                fault(Reason.BASE_CHANGED, "base-changed", bench -> bench.changed = true));
    }

    static List<Fault> ofPolicyFaults() {
        List<Fault> faults = new ArrayList<>(faults());
        faults.add(fault(Reason.NOT_A_PARTY, "pool-unknown", bench -> bench.pool = new MemberId("nobody")));
        faults.add(fault(Reason.NOT_NEXT, "version-skipped", bench -> bench.version = 3));
        return faults;
    }

    static List<Fault> ofMemberFaults() {
        List<Fault> faults = new ArrayList<>(faults());
        faults.add(fault(Reason.CERTIFICATE_UNKNOWN, "strange-root", bench -> bench.strange = true));
        faults.add(fault(Reason.KEY_IN_USE, "name-taken", EnactBench::takeName));
        return faults;
    }

    private void takeName() {
        scenario.put(
                MemberKeys.member(NEW),
                scenario.read(MemberKeys.member(new MemberId("bank-a"))).orElseThrow());
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public String member() {
        return "telco-b";
    }

    @Override
    public Role role() {
        return Role.NODE;
    }

    @Override
    public Command command() {
        Action action = joining ? newcomer() : policy();
        Digest base = changed
                ? ConsortiumFixture.digest("before")
                : Motions.base(scenario.ledger().reader(), action);
        long expires = scenario.time() + (late ? 0 : 1);
        Motion motion = Motion.of(action, base, "0".repeat(32), expires);
        if (!unvoted) {
            ConsortiumFixture.MEMBERS.forEach(member -> scenario.put(
                    GovernanceKeys.vote(motion.digest(), new MemberId(member)),
                    new CastVote(
                            true,
                            scenario.fixture().identity(member, Role.ADMIN).digest(),
                            0,
                            scenario.fixture().network())));
        }
        if (enacted) {
            scenario.put(GovernanceKeys.enacted(motion.digest()), new Enacted(motion.action(), 0));
        }
        return new GovernanceCommand.Enact(motion);
    }

    private Action policy() {
        return new Action.SetPolicy(Bent.version(Bent.pool(ConsortiumFixture.defaultPolicy(), pool), version, 0));
    }

    private Action newcomer() {
        ConsortiumFixture fixture = scenario.fixture();
        TestAuthority root = strange
                ? TestAuthority.root("strange", fixture.start() - 1_000, fixture.start() + 1_000_000_000)
                : fixture.root();
        TestIdentity admin = fixture.newIdentity(NEW.value(), Role.ADMIN, "a");
        return new Action.AddMember(NEW, List.of(), List.of(root.certificate()), List.of(admin.chain()));
    }
}
