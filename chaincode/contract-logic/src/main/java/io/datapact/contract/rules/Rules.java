package io.datapact.contract.rules;

import io.datapact.contract.command.Command;

/** One version of what commands ask and change beyond the common conditions. Once released it is never edited. */
@FunctionalInterface
interface Rules {
    /**
     * Decides about a command whose common conditions hold.
     *
     * @throws RefusedException where the command is refused
     */
    void decide(RuleContext context, Command command);
}
