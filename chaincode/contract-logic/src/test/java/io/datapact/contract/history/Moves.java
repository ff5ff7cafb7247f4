package io.datapact.contract.history;

import java.util.Optional;

/** Commands of one kind that somebody may send at any time, in place or not. */
@FunctionalInterface
interface Moves {
    /** One of them, where there is something that it can be about. */
    Optional<Intent> stray(Scene scene);
}
