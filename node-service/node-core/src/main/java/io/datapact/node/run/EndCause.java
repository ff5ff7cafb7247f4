package io.datapact.node.run;

import io.datapact.compute.RunFailure;
import io.datapact.contract.id.Code;
import io.datapact.contract.rules.Reason;
import java.util.Locale;

/** Codes with which a node ends a run. */
final class EndCause {
    /** The node stopped while the plugin was at work; what it had in memory is gone. */
    static final Code NODE_RESTARTED = new Code("node-restarted");

    /** The snapshot is not what the registered root commits to, or is not there. */
    static final Code INPUT_MISMATCH = new Code("input-mismatch");

    /** Evidence or journal could not be written. */
    static final Code EVIDENCE_UNAVAILABLE = new Code("evidence-unavailable");

    /** A sealed share did not arrive, or not as declared. */
    static final Code SHARE_MISSING = new Code("share-missing");

    /** A recipient did not acknowledge this party's sealed share in time. */
    static final Code SHARE_NOT_TAKEN = new Code("share-not-taken");

    /** An owner did not commit its input in time. */
    static final Code INPUT_MISSING = new Code("input-missing");

    /** The run's time was over, but for the margin, before this party could attest. */
    static final Code TIME_OVER = new Code("time-over");

    /** A peer has seen another history of the ledger. */
    static final Code LEDGER_FORKED = new Code("ledger-forked");

    /** The run ended on the ledger while this node was at work. */
    static final Code CANCELLED = new Code("run/cancelled");

    /** A fault of this node's software. */
    static final Code INTERNAL = new Code("internal");

    private EndCause() {}

    /** A refusal of gate or rule book. */
    static Code of(Reason reason) {
        return new Code("refused/" + kebab(reason.name()));
    }

    /** A failure of the plugin or a channel. */
    static Code of(RunFailure failure) {
        return new Code("run/" + kebab(failure.name()));
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
