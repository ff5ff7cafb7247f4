package io.datapact.ledger.local;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.Handovers;
import io.datapact.pki.key.KeyFileException;
import java.util.Optional;

/**
 * Signs the log's heads with the keys that the members chose, and hands the log over where an entry replaces the key: the
 * handover is durable before anybody sees the entry, and so before any later head.
 */
final class LogSigning {
    private final Chain chain;
    private final Handovers handovers;
    private final LogSigners signers;
    private final CrashPoints points;

    private LogSigning(Chain chain, LogSigners signers, CrashPoints points) {
        this.chain = chain;
        this.handovers = chain.handovers();
        this.signers = signers;
        this.points = points;
    }

    /**
     * Of a chain that was opened; signs a handover that a crash left undone.
     *
     * @throws KeyFileException                         if the host lacks the key in force, or one that must sign a handover
     * @throws io.datapact.ledger.log.LogWriteException if a handover cannot be kept
     */
    static LogSigning begin(Chain chain, LogSigners signers, CrashPoints points) {
        LogSigning signing = new LogSigning(chain, signers, points);
        NoteKey inForce = signing.handovers.keys().newest();
        if (signers.of(inForce).isEmpty()) {
            throw new KeyFileException("expected the log's key in force, " + inForce.text()
                    + ", found another or none; give its file as log.key");
        }
        signing.handOver(chain.head().size());
        return signing;
    }

    /** Why an entry cannot be taken: it would hand the log over to a key that this host cannot sign with. */
    Optional<String> refusal(LogEntry entry) {
        return Handovers.next(entry)
                .filter(next -> signers.of(key(next)).isEmpty())
                .map(next -> "expected the private key of " + key(next).text()
                        + " at the host before the log is handed over to it, found none; name its file in log.next-key"
                        + " and start the host again, then submit again");
    }

    /**
     * Signs and keeps the handovers that are due.
     *
     * @param size entries that are durable
     * @throws io.datapact.ledger.log.LogWriteException if one cannot be kept
     */
    void handOver(long size) {
        for (long due : handovers.due(size)) {
            points.reached(CrashPoint.BEFORE_HANDOVER);
            handovers.keep(due, sign(due, chain.appliedRoot(due), chain.appliedStateRoot(due)));
        }
    }

    /**
     * The signed head over the first entries.
     *
     * @throws KeyFileException if a key of that head is held no more
     */
    SignedNote sign(long size, Digest root, Digest state) {
        LogKeys keys = handovers.keys();
        String text = keys.head(size, root, state).text();
        SignedNote note = signer(keys.after(size - 1), size).sign(text);
        return keys.next(size).map(next -> signer(next, size).sign(note)).orElse(note);
    }

    private NoteSigner signer(NoteKey key, long size) {
        return signers.of(key)
                .orElseThrow(() -> new KeyFileException("expected the key " + key.text()
                        + " to sign the checkpoint over " + size
                        + " entries, found it among the host's keys no more; name its file in log.next-key"));
    }

    private NoteKey key(Bytes next) {
        return new NoteKey(handovers.keys().origin(), next);
    }
}
