package io.datapact.ledger.testing;

import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.follow.EmbeddedLedger;
import io.datapact.ledger.follow.EmbeddedLedgerSettings;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.serve.HostLog;
import io.datapact.ledger.serve.LedgerServer;
import io.datapact.pki.tls.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** A host on loopback in this process; clients of bank-a and telco-b are admitted from the start. */
public final class ServedLedger implements AutoCloseable {
    public static final String ADDRESS = "127.0.0.1";

    private final LedgerHome home;
    private final TlsIdentities identities;
    private final LocalLedger ledger;
    private final LedgerServer server;

    private ServedLedger(LedgerHome home, int port) {
        this.home = home;
        this.identities = new TlsIdentities(home.fixture());
        this.ledger = home.open();
        Set<Digest> bootstrap = Set.of(identities.digest("bank-a"), identities.digest("telco-b"));
        this.server = LedgerServer.start(
                ledger,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                identities.host(),
                bootstrap,
                Clock.systemUTC(),
                HostLog.silent());
    }

    /** A new network's host on a free port. */
    public static ServedLedger begun(Path folder, ConsortiumFixture fixture) {
        return new ServedLedger(LedgerHome.begun(folder, fixture), 0);
    }

    /** The host of a folder that holds a chain, on a given port. */
    public static ServedLedger of(LedgerHome home, int port) {
        return new ServedLedger(home, port);
    }

    public LedgerHome home() {
        return home;
    }

    public LocalLedger ledger() {
        return ledger;
    }

    public int port() {
        return server.port();
    }

    /** A follower that is one of the members. */
    public EmbeddedLedger follower(Path folder, String member) {
        return EmbeddedLedger.open(settings(folder, identities.of(member), port()));
    }

    /** A follower with a clock of its own. */
    public EmbeddedLedger follower(Path folder, String member, InstantSource clock) {
        EmbeddedLedgerSettings usual = settings(folder, identities.of(member), port());
        return EmbeddedLedger.open(new EmbeddedLedgerSettings(
                folder, usual.genesis(), usual.host(), usual.port(), usual.identity(), clock, usual.submitDeadline()));
    }

    /** What a follower of this network needs. */
    public EmbeddedLedgerSettings settings(Path folder, TlsIdentity identity, int port) {
        return new EmbeddedLedgerSettings(folder, home.genesis(), ADDRESS, port, identity, Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        server.close();
        ledger.close();
    }
}
