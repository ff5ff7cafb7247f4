package io.datapact.node.ledger;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Commands for tests of ledgers that take their time from the machine's clock. Safe for use by several threads. */
public final class LedgerCommands {
    private static final String MEMBER = "bank-a";
    private static final long AGE_MILLIS = 60_000;

    private final ConsortiumFixture fixture;
    private final AtomicLong numbers = new AtomicLong();

    public LedgerCommands(ConsortiumFixture fixture) {
        this.fixture = fixture;
    }

    /** A consortium that began a minute ago. */
    public static ConsortiumFixture aConsortium() {
        return ConsortiumFixture.createAt(System.currentTimeMillis() - AGE_MILLIS);
    }

    /** A command that is accepted once the fixture's approver is registered, and is not the same as any before. */
    public SignedCommand dataset() {
        return dataset("data-" + numbers.incrementAndGet());
    }

    /** The command that registers a dataset. */
    public SignedCommand dataset(String name) {
        DatasetId id = new DatasetId(MEMBER + "/" + name);
        return signed(identity(Role.APPROVER), new DatasetCommand.RegisterDataset(id, Optional.empty()));
    }

    /** The command that registers one of the fixture's identities, accepted from the genesis on. */
    public SignedCommand registration(Role role) {
        return registration(identity(role));
    }

    /** The command that registers an identity. */
    public SignedCommand registration(TestIdentity subject) {
        return signed(fixture.identity(subject.member(), Role.ADMIN), fixture.registration(subject));
    }

    /** A command of another network. */
    public SignedCommand ofAnotherNetwork() {
        ConsortiumFixture other = aConsortium();
        return new LedgerCommands(other).registration(Role.APPROVER);
    }

    /** One of bank-a's identities. */
    public TestIdentity identity(Role role) {
        return fixture.identity(MEMBER, role);
    }

    private synchronized SignedCommand signed(TestIdentity signer, Command command) {
        return SignedCommand.of(fixture.signed(signer, command, System.currentTimeMillis()));
    }
}
