package io.datapact.node.testing;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Has all members of a test decide. */
public final class Council {
    private static final long DAYS_TO_ENACT = 7;

    private final ConsortiumFixture fixture;
    private final InstantSource clock;
    private final MemoryLedger ledger;

    /** Decides on a ledger. */
    public Council(ConsortiumFixture fixture, InstantSource clock, MemoryLedger ledger) {
        this.fixture = fixture;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** Votes and enacts an action that changes the frame. */
    public void decide(Action action) {
        boolean witnesses =
                action instanceof Action.SetFrame frame && frame.witnesses().isPresent();
        StateKey<?> changed = witnesses ? GovernanceKeys.WITNESSES : MemberKeys.FRAME;
        Digest base = ledger.view().state().get(changed.path()).map(Digest::of).orElse(Motion.ABSENT);
        Motion motion = Motion.of(
                action,
                base,
                "%032x".formatted(ledger.entries().size()),
                clock.millis() + TimeUnit.DAYS.toMillis(DAYS_TO_ENACT));
        ConsortiumFixture.MEMBERS.forEach(member -> stands(member, new GovernanceCommand.Vote(motion, true)));
        stands("telco-b", new GovernanceCommand.Enact(motion));
    }

    private void stands(String member, Command command) {
        byte[] signed = fixture.signed(member, Role.ADMIN, command, clock.millis());
        SubmitOutcome outcome = ledger.submit(SignedCommand.of(signed));
        if (!(outcome instanceof SubmitOutcome.Committed)) {
            throw new IllegalStateException("expected a command that stands, found " + outcome);
        }
    }
}
