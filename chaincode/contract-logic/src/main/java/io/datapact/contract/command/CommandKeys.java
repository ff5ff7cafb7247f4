package io.datapact.contract.command;

import io.datapact.contract.id.Digest;
import io.datapact.contract.state.StateKey;

/** The keys of accepted commands. */
public final class CommandKeys {
    private CommandKeys() {}

    /** An accepted command, by the digest of its payload. */
    public static StateKey<CommandOutcome> outcome(Digest payload) {
        return new StateKey<>("cmd/" + payload, CommandOutcome.class);
    }
}
