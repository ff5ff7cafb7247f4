package io.datapact.contract.rules;

import io.datapact.contract.state.StateView;
import io.datapact.contract.testing.Decider;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What commands were seen to do: a rule book of version 1 whose rules are watched. What happens before its rules are
 * asked is the common conditions', what happens from there on the command's own.
 */
final class Observed {
    /** What one kind of command was seen to do. */
    static final class Seen {
        private final Set<KeyKind> reads = EnumSet.noneOf(KeyKind.class);
        private final Set<KeyKind> writes = EnumSet.noneOf(KeyKind.class);
        private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        private final Set<String> signers = new TreeSet<>();
        private final Set<String> always = new TreeSet<>();
        private boolean accepted;

        Set<KeyKind> reads() {
            return reads;
        }

        Set<KeyKind> writes() {
            return writes;
        }

        Set<Reason> reasons() {
            return reasons;
        }

        /** Who may sign, in the words of the table, one entry a form of the command. */
        Set<String> signers() {
            return signers;
        }

        /** Whether it may be signed in a pause, and by whom that leaves, likewise. */
        Set<String> always() {
            return always;
        }

        boolean accepted() {
            return accepted;
        }
    }

    private final Map<Class<?>, Seen> commands = new HashMap<>();
    private final Seen common = new Seen();

    /** Where the command being decided puts what it does. */
    private Seen current = common;

    /** A decider to watch. */
    Decider by(SignatureVerifier verifier) {
        Rules one = new RulesOne(verifier);
        Rules watched = (context, command) -> {
            current = of(command.getClass());
            current.signers.add(CommandTableText.signers(command));
            current.always.add(CommandTableText.always(command));
            one.decide(context, command);
        };
        RuleBook book = new RuleBook(verifier, new RuleVersions(Map.of(RuleVersions.NEWEST, watched)));
        return (envelope, state, tx) -> {
            current = common;
            Decision decision = book.apply(envelope, watched(state), tx);
            note(decision);
            return decision;
        };
    }

    private StateView watched(StateView state) {
        return key -> {
            current.reads.add(KeyKinds.of(key));
            return state.get(key);
        };
    }

    private void note(Decision decision) {
        switch (decision) {
            case Decision.Accepted accepted -> {
                current.accepted = true;
                accepted.writes().stream()
                        .map(write -> KeyKinds.of(write.key()))
                        .filter(kind -> kind != KeyKind.COMMAND)
                        .forEach(current.writes::add);
            }
            case Decision.Rejected rejected -> current.reasons.add(rejected.reason());
        }
    }

    /** What the common conditions did. */
    Seen common() {
        return common;
    }

    /** What a command's own rules did. */
    Seen of(Class<?> command) {
        return commands.computeIfAbsent(command, type -> new Seen());
    }
}
