package io.datapact.contract.history;

import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.state.StateReader;
import java.util.List;
import java.util.Optional;

/**
 * The same list of commands with their contexts comes to the same state, decided by rule books of which none has seen
 * anything before its command; and their envelopes come to the same decisions.
 */
final class Replay {
    static final String NAME = "ReplaysTheSame";

    private Replay() {}

    static Optional<Violation> of(World world, List<Act> acts, List<Decision> decisions, Store reached) {
        Store store = world.begun().branch();
        Store enveloped = world.begun().branch();
        for (int i = 0; i < acts.size(); i++) {
            Act act = acts.get(i);
            Decision again = new Judge().decide(act, store, new StateReader(store));
            if (!again.equals(decisions.get(i))) {
                return violation(i, act + " was decided " + decisions.get(i) + ", then " + again);
            }
            Decision sealed = new Judge().sealed(act, enveloped);
            if (!isSame(sealed, again)) {
                return violation(i, act + " was decided " + again + ", its envelope " + sealed);
            }
            store.write(store.changes(again));
            enveloped.write(enveloped.changes(sealed));
        }
        return reached.difference(store).flatMap(key -> violation(acts.size(), "another state under " + key));
    }

    /** An envelope may be refused for its form; what it writes about its own payload bears the true digest. */
    private static boolean isSame(Decision sealed, Decision unsealed) {
        return switch (sealed) {
            case Decision.Accepted accepted ->
                unsealed instanceof Decision.Accepted other
                        && other.events().size() == accepted.events().size()
                        && other.writes().size() == accepted.writes().size();
            case Decision.Rejected(Reason reason, String detail) ->
                reason == Reason.MALFORMED
                        || (unsealed instanceof Decision.Rejected(Reason found, String as)
                                && found == reason
                                && as.equals(detail));
        };
    }

    private static Optional<Violation> violation(int step, String fault) {
        return Optional.of(new Violation(NAME, step, fault));
    }
}
