package io.datapact.contract.rules;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.member.Role;

/** Moves, votes and enacts on a scenario. */
final class Council {
    private static final long DAY = 86_400_000L;

    private final Scenario scenario;
    private int nonces;

    Council(Scenario scenario) {
        this.scenario = scenario;
    }

    /** A motion for an action on the state as it is. */
    Motion motion(Action action) {
        return Motion.of(action, Motions.base(scenario.ledger().reader(), action), nonce(), scenario.time() + 7 * DAY);
    }

    String nonce() {
        nonces++;
        return String.format("%032x", nonces);
    }

    /** Members vote yes. */
    Council yes(Motion motion, String... members) {
        for (String member : members) {
            scenario.accepts(member, Role.ADMIN, new GovernanceCommand.Vote(motion, true));
        }
        return this;
    }

    Council no(Motion motion, String... members) {
        for (String member : members) {
            scenario.accepts(member, Role.ADMIN, new GovernanceCommand.Vote(motion, false));
        }
        return this;
    }

    /** What enacting it comes to now; nothing is kept. */
    Decision judge(Motion motion) {
        return scenario.judge("telco-b", Role.NODE, new GovernanceCommand.Enact(motion));
    }

    void refuses(Motion motion, Reason reason) {
        scenario.refuses("telco-b", Role.NODE, new GovernanceCommand.Enact(motion), reason);
    }

    void enact(Motion motion) {
        scenario.accepts("telco-b", Role.NODE, new GovernanceCommand.Enact(motion));
    }

    /** Moves, lets all members vote yes, enacts. */
    void decide(Action action) {
        Motion motion = motion(action);
        yes(motion, "bank-a", "clearing-c", "telco-b").enact(motion);
    }
}
