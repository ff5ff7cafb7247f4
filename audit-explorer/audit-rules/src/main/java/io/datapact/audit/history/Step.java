package io.datapact.audit.history;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.state.StateView;
import java.util.Optional;

/**
 * A ledger entry after the first, with the recorded state around it.
 *
 * @param signer     the certificate that the header names, as registered before this entry
 * @param before     the state before the entry; valid during the visit
 * @param after      the state after the entry's recorded writes; valid during the visit
 * @param beforeView the same as {@code before}, unread
 */
public record Step(
        LogEntry entry,
        Digest network,
        Dsse.Envelope envelope,
        CommandPayload payload,
        Optional<Certificate> signer,
        Facts before,
        Facts after,
        StateView beforeView) {
    /** Ledger position. */
    public long position() {
        return entry.position();
    }

    /** Transaction time, millis since the epoch. */
    public long time() {
        return entry.time();
    }

    /** What the signer asked for. */
    public Command command() {
        return payload.command();
    }

    /** The signed header. */
    public Header header() {
        return payload.header();
    }

    /** The file of the entry in a bundle. */
    public String file() {
        return BundleLayout.entry(position());
    }
}
