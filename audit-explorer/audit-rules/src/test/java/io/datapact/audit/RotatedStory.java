package io.datapact.audit;

import io.datapact.contract.command.GovernanceCommand.Enact;
import io.datapact.contract.command.GovernanceCommand.Vote;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.Optional;

/** The story of two tasks in which members replace the log's key twice: before the start, and before the settlement. */
class RotatedStory extends TwoTasks {
    private static final long DAY = 86_400_000;

    @Override
    void approve() {
        rotate();
        super.approve();
    }

    @Override
    void settle() {
        rotate();
        super.settle();
    }

    void rotate() {
        NoteSigner next = ring.fresh();
        Action action = new Action.SetFrame(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(next.key().publicKey()));
        Digest base =
                host.with().get(GovernanceKeys.AUTHORITY.path()).map(Digest::of).orElse(Motion.ABSENT);
        Motion motion = Motion.of(action, base, "%032x".formatted(host.size()), time + DAY);
        for (String member : ConsortiumFixture.MEMBERS) {
            tell(member, Role.ADMIN, new Vote(motion, true));
        }
        tell("telco-b", Role.ADMIN, new Enact(motion));
        ring.handOver(host.size(), next);
    }
}
