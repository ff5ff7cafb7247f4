package io.datapact.node.run;

import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import java.time.Duration;

/** Has the denials of days that are over told, soon after a start and then again and again, on a thread of its own. */
final class DenialTimer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RunLedger ledger;
    private final DenialRecorder denials;
    private final Thread thread;

    DenialTimer(RunLedger ledger, DenialRecorder denials) {
        this.ledger = ledger;
        this.denials = denials;
        this.thread = Thread.ofVirtual().name("denials").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            ledger.awaitCaughtUp();
            while (tell()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says false where it needs not be tried again. */
    private boolean tell() throws InterruptedException {
        try {
            denials.tellHeld();
            return true;
        } catch (LedgerUnavailableException | EvidenceUnavailableException e) {
            // What is held stays on disk and is tried again; what ails ledger or disk, the health of both tells.
            return true;
        } catch (LedgerClosedException | LedgerDivergedException e) {
            return false;
        }
    }
}
