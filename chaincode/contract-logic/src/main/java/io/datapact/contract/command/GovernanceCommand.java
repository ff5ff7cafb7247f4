package io.datapact.contract.command;

import io.datapact.contract.governance.Motion;
import io.datapact.contract.member.Bounds;

/** Commands by which members govern the network. */
public sealed interface GovernanceCommand extends Command {
    /** A member of the roster votes about a motion; its last vote counts (role admin). */
    record Vote(Motion motion, boolean yes) implements GovernanceCommand {}

    /** Enacts a motion that has the votes (any certificate). */
    record Enact(Motion motion) implements GovernanceCommand {}

    /** A member stops the network for a while (role admin). */
    record PauseBriefly(long seconds) implements GovernanceCommand {
        /** Longest brief pause: 24 hours. */
        public static final long LONGEST_SECONDS = 86_400;

        public PauseBriefly {
            Bounds.require("seconds", seconds, 1, LONGEST_SECONDS);
        }
    }

    /** A member ends its own brief pause (role admin). */
    record Resume() implements GovernanceCommand {}

    /** A member leaves the roster at once, and the network 120 days later (role admin). */
    record RequestLeave() implements GovernanceCommand {}
}
