package io.datapact.ledger.simulation;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.Header;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.FixedRandom;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.testing.TestKey;
import io.datapact.node.ledger.SignedCommand;
import java.security.SecureRandom;
import java.util.Optional;

/** What clients want: certificates and datasets registered, datasets withdrawn; some of it twice, late or in vain. */
final class Intents {
    private static final int SHARED_NAMES = 12;

    private final Scheduler chance;
    private final long seed;
    private final SecureRandom signatures;
    private long numbers;
    private long nonces;

    Intents(Scheduler chance, long seed) {
        this.chance = chance;
        this.seed = seed;
        this.signatures = new FixedRandom("signatures " + seed);
    }

    /** A client's first wish: that its member's approver is registered. */
    Intent first(String member, long clock) {
        TestIdentity admin = identity(member, Role.ADMIN);
        TestIdentity approver = identity(member, Role.APPROVER);
        return intent(admin, SimulatedConsortium.FIXTURE.registration(approver), clock);
    }

    Intent next(String member, long clock) {
        TestIdentity approver = identity(member, Role.APPROVER);
        int kind = chance.below(10);
        String name = kind < 7 ? "own-" + numbers : "shared-" + chance.below(SHARED_NAMES);
        DatasetId id = new DatasetId(member + "/" + name);
        Command command = kind == 9
                ? new DatasetCommand.WithdrawDataset(id)
                : new DatasetCommand.RegisterDataset(id, Optional.empty());
        return intent(approver, command, clock);
    }

    /** What members do together. */
    Intent of(String member, Role role, Command command, long clock) {
        return intent(identity(member, role), command, clock);
    }

    /** The same wish under a new nonce. */
    SignedCommand signed(TestIdentity signer, Command command, long clock) {
        long validity = chance.chance(0.05) ? 30_000 : 20 * Header.START_VALIDITY_MILLIS;
        ConsortiumFixture fixture = SimulatedConsortium.FIXTURE;
        String nonce = String.format("%016x%016x", seed, nonces++);
        Header header = new Header(fixture.network(), signer.digest(), signer.role(), nonce, clock + validity);
        return SignedCommand.of(fixture.signed(signer, header, command));
    }

    private Intent intent(TestIdentity signer, Command command, long clock) {
        return new Intent(numbers++, signer, command, signed(signer, command, clock));
    }

    /** One of the fixture's, which signs out of this simulation's chance alone, whatever was simulated before. */
    private TestIdentity identity(String member, Role role) {
        TestIdentity known = SimulatedConsortium.FIXTURE.identity(member, role);
        TestKey key = new TestKey(known.key().pair(), signatures);
        return new TestIdentity(known.member(), known.role(), known.handle(), key, known.chain());
    }
}
