package io.datapact.contract.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a history that breaks an invariant smaller, as long as it breaks the same one: without all that one member sent,
 * without runs of acts, halves first (Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, IEEE TSE
 * 28(2), 2002), with each member's first certificate for another of its role, at last without single acts. The same
 * history always comes to the same smaller one, from which no act can go.
 */
final class Shrinking {
    /** Whether a history still breaks what it shall break. */
    @FunctionalInterface
    interface Breaks {
        boolean test(History history);
    }

    private final Breaks breaks;

    private Shrinking(Breaks breaks) {
        this.breaks = breaks;
    }

    /** The smaller history that breaks the same invariant. */
    static History of(History history, Violation violation, boolean thorough) {
        int last = Math.min(violation.step() + 1, history.acts().size());
        return of(history.with(history.acts().subList(0, last)), smaller -> {
            Optional<Violation> found = Player.play(smaller, thorough);
            return found.filter(other -> other.invariant().equals(violation.invariant()))
                    .isPresent();
        });
    }

    static History of(History history, Breaks breaks) {
        Shrinking shrinking = new Shrinking(breaks);
        History left = shrinking.withoutMembers(history);
        for (int length = left.acts().size() / 2; length >= 1; length /= 2) {
            left = shrinking.withoutRuns(left, length);
        }
        History signed = shrinking.withFirstCertificates(left);
        History next = shrinking.withoutRuns(signed, 1);
        while (next.acts().size() < signed.acts().size()) {
            signed = next;
            next = shrinking.withoutRuns(signed, 1);
        }
        return next;
    }

    private History withoutMembers(History history) {
        History left = history;
        for (String member : history.world().members()) {
            History without = left.with(left.acts().stream()
                    .filter(act -> !act.signer().member().equals(member))
                    .toList());
            if (without.acts().size() < left.acts().size() && breaks.test(without)) {
                left = without;
            }
        }
        return left;
    }

    /** From the end, so that what made an act possible goes after it. */
    private History withoutRuns(History history, int length) {
        History left = history;
        for (int end = history.acts().size(); end > 0; end -= length) {
            List<Act> acts = new ArrayList<>(left.acts());
            int to = Math.min(end, acts.size());
            acts.subList(Math.max(0, to - length), to).clear();
            History without = left.with(acts);
            if (acts.size() < left.acts().size() && breaks.test(without)) {
                left = without;
            }
        }
        return left;
    }

    private History withFirstCertificates(History history) {
        History left = history;
        for (int i = 0; i < left.acts().size(); i++) {
            Act act = left.acts().get(i);
            Identity first = Identities.all().of(act.signer().member()).stream()
                    .filter(identity -> identity.role() == act.signer().role())
                    .findFirst()
                    .orElseThrow();
            List<Act> acts = new ArrayList<>(left.acts());
            acts.set(i, act.by(first));
            if (!first.equals(act.signer()) && breaks.test(left.with(acts))) {
                left = left.with(acts);
            }
        }
        return left;
    }
}
