package io.datapact.contract.invariant;

import java.util.Optional;

/** Something that holds after every command. Follows one history; its class's name is its name. */
public interface Invariant {
    /** What is wrong after a command, or nothing; keeps what it needs of the command for the next. */
    Optional<String> fault(Told told);

    /** Its name in reports and patches. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** A fault unless a condition holds. */
    static Optional<String> unless(boolean holds, String fault) {
        return holds ? Optional.empty() : Optional.of(fault);
    }
}
