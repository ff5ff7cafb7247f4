package io.datapact.ledger.host;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.local.CrashPoints;
import io.datapact.ledger.local.HostSeams;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.serve.HostLog;
import io.datapact.ledger.serve.LedgerServer;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A running host: ledger, server, and the file that tells its port. */
final class HostProcess implements AutoCloseable {
    /** Holds the port in decimal while clients can connect. */
    static final String PORT_FILE = "ledger.port";

    private final Path portFile;
    private final LocalLedger ledger;
    private final LedgerServer server;
    private final PrintStream out;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean closed;

    private HostProcess(Path portFile, LocalLedger ledger, LedgerServer server, PrintStream out) {
        this.portFile = portFile;
        this.ledger = ledger;
        this.server = server;
        this.out = out;
    }

    static HostProcess start(Path home, HostConfiguration configuration, CrashPoints points, PrintStream out) {
        Clock clock = Clock.systemUTC();
        HostFiles files = HostFiles.read(configuration);
        HostSeams seams = new HostSeams(clock, LogDisk.real(), points, configuration.bounds());
        LocalLedger ledger = LocalLedger.open(configuration.chain(), files.genesis(), files.signers(), seams);
        boolean started = false;
        try {
            LedgerServer server = LedgerServer.start(
                    ledger,
                    new InetSocketAddress(configuration.address(), configuration.port()),
                    files.identity(),
                    configuration.bootstrap(),
                    clock,
                    new PrintedLog(out));
            HostProcess host = new HostProcess(home.resolve(PORT_FILE), ledger, server, out);
            host.tellPort();
            started = true;
            return host;
        } finally {
            if (!started) {
                ledger.close();
            }
        }
    }

    /** Waits until {@link #close} has done its work. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        out.println("ledger stopping");
        try {
            Files.deleteIfExists(portFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + portFile, e);
        } finally {
            server.close();
            ledger.close();
            out.println("ledger stopped");
            out.flush();
            ended.countDown();
        }
    }

    private void tellPort() {
        AtomicFiles.writePublic(portFile, (server.port() + "\n").getBytes(StandardCharsets.US_ASCII));
        out.println("ledger ready port=" + server.port() + " entries="
                + ledger.chain().head().size() + " network="
                + ledger.chain().genesis().network());
        out.println("ledger log-key key="
                + ledger.chain().handovers().keys().newest().text());
        ledger.chain().snapshots().refused().ifPresent(why -> out.println("ledger snapshot-refused why=" + why));
        out.flush();
    }

    /** Events, one a line. */
    private record PrintedLog(PrintStream out) implements HostLog {
        @Override
        public void clientRefused(Digest certificate, String why) {
            out.println("ledger client-refused certificate=" + certificate + " why=" + why);
        }

        @Override
        public void followerJoined(Digest certificate, long from) {
            out.println("ledger follower-joined certificate=" + certificate + " from=" + from);
        }

        @Override
        public void followerLeft(Digest certificate, long next) {
            out.println("ledger follower-left certificate=" + certificate + " next=" + next);
        }

        @Override
        public void entryAway(Digest certificate, String why) {
            out.println("ledger entry-away certificate=" + certificate + " why=" + why);
        }
    }
}
