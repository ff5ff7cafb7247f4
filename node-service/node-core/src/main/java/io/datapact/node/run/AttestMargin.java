package io.datapact.node.run;

import io.datapact.contract.run.Run;
import java.time.Duration;
import java.util.Optional;

/**
 * How long before a run's deadline a party that has not attested gives up and aborts.
 *
 * <p>An abort is free for all. A run that goes LATE is not: row 9 of the closing table takes the penalty of the one party
 * whose attestation is missing, and nobody can tell on the ledger whether it was silent or was left without the sealed
 * shares it must hold. So an honest party does not wait for the deadline: what did not arrive, or was not taken, by this
 * margin before it ends the run. A ledger's host may date an entry up to 120 s ahead before members notice; only a margin
 * longer than that, and the time to hand an abort in, holds against a host that works with the hostile peer. The derived
 * margin is that long for runs of ten minutes and more. For shorter ones, or a shorter margin set, it holds against peers
 * alone.
 *
 * @param fixed the margin that the operator sets; empty for a fifth of the run's time, at most two minutes
 */
public record AttestMargin(Optional<Duration> fixed) {
    /** Derived from the run's time. */
    public static final AttestMargin DERIVED = new AttestMargin(Optional.empty());

    /** Longest margin that can be set. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final long LONGEST_DERIVED_MILLIS = 120_000;
    private static final int DERIVED_SHARE = 5;
    private static final int LARGEST_SHARE = 2;

    /** Checks the range: a second to {@link #LONGEST}. */
    public AttestMargin {
        fixed.ifPresent(margin -> {
            if (margin.compareTo(Duration.ofSeconds(1)) < 0 || margin.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("expected a margin of 1 to " + LONGEST.toSeconds()
                        + " seconds before the deadline, found " + margin.toSeconds());
            }
        });
    }

    /** A margin that the operator sets. */
    public static AttestMargin of(Duration margin) {
        return new AttestMargin(Optional.of(margin));
    }

    /** The latest moment to attest, in active time; a margin set too long leaves half of the run's time. */
    long giveUpAt(Run run) {
        long whole = run.deadline() - run.started();
        long margin = fixed.map(Duration::toMillis)
                .map(set -> Math.min(set, whole / LARGEST_SHARE))
                .orElseGet(() -> Math.min(whole / DERIVED_SHARE, LONGEST_DERIVED_MILLIS));
        return run.deadline() - margin;
    }
}
