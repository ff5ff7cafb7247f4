package io.datapact.contract.invariant;

import io.datapact.contract.rules.Decision;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A refused command leaves no trace, neither in the state nor in the rule book: what is accepted next is what a rule book
 * decides that never heard of the refused ones. An accepted command changes more than the note of itself.
 */
public final class RefusedChangesNothing implements Invariant {
    private final Supplier<Optional<Decision>> untroubled;

    /**
     * @param untroubled what a rule book that was told accepted commands only decides about the command now told; empty
     *                   where none is asked
     */
    public RefusedChangesNothing(Supplier<Optional<Decision>> untroubled) {
        this.untroubled = untroubled;
    }

    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Invariant.unless(told.changes().isEmpty(), "a refused command writes");
        }
        if (told.changes().size() < 2) {
            return Optional.of("an accepted command changes nothing but the note of itself");
        }
        return Invariant.unless(
                untroubled.get().map(told.decision()::equals).orElse(true),
                "decided otherwise than by a rule book that never heard of the commands refused before");
    }
}
