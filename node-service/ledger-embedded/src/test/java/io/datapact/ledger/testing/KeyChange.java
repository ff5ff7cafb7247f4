package io.datapact.ledger.testing;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.state.StateView;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Has all members of a fixture choose the log's next key. */
public final class KeyChange {
    private static final long DAYS_TO_ENACT = 7;

    private final ConsortiumFixture fixture;

    public KeyChange(ConsortiumFixture fixture) {
        this.fixture = fixture;
    }

    /** A fresh key of the log's name. */
    public NoteSigner newKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            String origin = fixture.logSigner().key().name();
            return new NoteSigner(NoteKey.of(origin, pair.getPublic()), pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected a runtime with Ed25519", e);
        }
    }

    /** All vote for a key. */
    public Motion vote(LocalLedger ledger, Bytes key) {
        StateView state = ledger.chain().view().state();
        Action action = new Action.SetFrame(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(key));
        Digest base = state.get(GovernanceKeys.AUTHORITY.path()).map(Digest::of).orElse(Motion.ABSENT);
        Motion motion = Motion.of(
                action,
                base,
                "%032x".formatted(ledger.chain().head().size()),
                System.currentTimeMillis() + TimeUnit.DAYS.toMillis(DAYS_TO_ENACT));
        for (String member : ConsortiumFixture.MEMBERS) {
            stands(ledger, command(member, new GovernanceCommand.Vote(motion, true)));
        }
        return motion;
    }

    /** The command that enacts it; each time another one. */
    public SignedCommand enactment(Motion motion) {
        return command("telco-b", new GovernanceCommand.Enact(motion));
    }

    /**
     * All vote for a key, and it is enacted.
     *
     * @return entries of the handover
     */
    public long decide(LocalLedger ledger, Bytes key) {
        return stands(ledger, enactment(vote(ledger, key))) + 1;
    }

    private static long stands(LocalLedger ledger, SignedCommand command) {
        if (ledger.submit(command) instanceof SubmitOutcome.Committed committed) {
            return committed.position();
        }
        throw new IllegalStateException("expected a command that stands, found another outcome");
    }

    private SignedCommand command(String member, Command command) {
        return SignedCommand.of(fixture.signed(member, Role.ADMIN, command, System.currentTimeMillis()));
    }
}
