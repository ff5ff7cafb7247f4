package io.datapact.ledger.follow;

import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.pki.tls.TlsIdentity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a follower needs.
 *
 * @param folder         its own: replica, last checkpoint; made if it is not there
 * @param genesis        of the network, from the member's own files, never from the host
 * @param host           name or address of the ledger's host, as in its certificate
 * @param port           1 to 65535
 * @param identity       this node's TLS certificate and key, and the roots that the host's certificate must come from
 * @param clock          this node's own, against which the times of new entries are held
 * @param submitDeadline longest wait of a submission, retries included; usually {@link #SUBMIT_DEADLINE}
 */
public record EmbeddedLedgerSettings(
        Path folder,
        GenesisEntry genesis,
        String host,
        int port,
        TlsIdentity identity,
        InstantSource clock,
        Duration submitDeadline) {
    /** Usual longest wait of a submission. */
    public static final Duration SUBMIT_DEADLINE = Duration.ofSeconds(30);

    public EmbeddedLedgerSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("expected a port of 1 to 65535, found " + port);
        }
        if (submitDeadline.isNegative() || submitDeadline.isZero()) {
            throw new IllegalArgumentException("expected a positive submit deadline, found " + submitDeadline);
        }
    }

    /** With the system's clock. */
    public EmbeddedLedgerSettings(
            Path folder, GenesisEntry genesis, String host, int port, TlsIdentity identity, Duration submitDeadline) {
        this(folder, genesis, host, port, identity, Clock.systemUTC(), submitDeadline);
    }
}
