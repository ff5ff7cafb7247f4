package io.datapact.audit;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.LedgerObserver;
import io.datapact.audit.history.Opening;
import io.datapact.audit.history.Step;
import io.datapact.audit.rule.Replay;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.TxContext;
import java.util.Optional;

/** Decides each entry again and remembers the first that differs. */
final class Replaying implements LedgerObserver {
    private final Replay replay;
    private Optional<String> stopped = Optional.empty();

    Replaying(Replay replay) {
        this.replay = replay;
    }

    Optional<String> stopped() {
        return stopped;
    }

    void stop(String detail) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(detail);
        }
    }

    @Override
    public void opening(Opening opening) {
        compare(opening.entry(), replay.opening(opening.entry().envelope().toBytes()));
    }

    @Override
    public void step(Step step) {
        LogEntry entry = step.entry();
        if (stopped.isEmpty()) {
            TxContext context = new TxContext(entry.time(), entry.transactionId());
            compare(entry, replay.apply(entry.envelope().toBytes(), step.beforeView(), context));
        }
    }

    @Override
    public void unreadable(long position, String detail) {
        stop(BundleLayout.entry(position) + ": " + detail);
    }

    private void compare(LogEntry entry, Decision decision) {
        String file = BundleLayout.entry(entry.position());
        switch (decision) {
            case Decision.Rejected(var reason, String detail) ->
                stop(file + ": expected a command that the rule book accepts, found it refused: " + reason + " "
                        + detail);
            case Decision.Accepted accepted -> {
                if (!accepted.writes().equals(entry.writes())) {
                    stop(file + ": expected the writes that the rule book decides, found others");
                }
            }
        }
    }
}
