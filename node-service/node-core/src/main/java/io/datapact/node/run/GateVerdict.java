package io.datapact.node.run;

/** What the gate says to a started run. */
public sealed interface GateVerdict {
    /** All holds: the plugin may be run with this permit, once. */
    record Admitted(RunPermit permit) implements GateVerdict {}

    /** Something does not hold; nothing of this node's data moves. */
    record Refused(Refusal refusal) implements GateVerdict {}
}
