package io.datapact.ledger.testing;

import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.CrashPoints;
import io.datapact.ledger.local.HostSeams;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogSigners;
import io.datapact.ledger.log.LogDisk;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A folder in which a fixture's ledger lives.
 *
 * @param folder  of the chain
 * @param fixture whose network it is
 */
public record LedgerHome(Path folder, ConsortiumFixture fixture) {
    /** A folder with the genesis alone. */
    public static LedgerHome begun(Path folder, ConsortiumFixture fixture) {
        LedgerHome home = new LedgerHome(folder, fixture);
        LocalLedger.initialise(folder, home.genesis());
        return home;
    }

    public GenesisEntry genesis() {
        return GenesisEntry.of(fixture.genesis());
    }

    public LocalLedger open() {
        return open(fixture.logSigner());
    }

    /** With keys of the log's. */
    public LocalLedger open(NoteSigner... signers) {
        return LocalLedger.open(
                folder,
                genesis(),
                LogSigners.only(signers),
                new HostSeams(Clock.systemUTC(), LogDisk.real(), CrashPoints.none()));
    }

    public LocalLedger open(Clock clock, LogDisk disk) {
        return LocalLedger.open(
                folder,
                genesis(),
                LogSigners.only(fixture.logSigner()),
                new HostSeams(clock, disk, CrashPoints.none()));
    }
}
