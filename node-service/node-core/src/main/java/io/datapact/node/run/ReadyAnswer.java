package io.datapact.node.run;

import io.datapact.contract.id.Bytes;

/** What a node answers to a question whether it is ready. */
public sealed interface ReadyAnswer {
    /** It is: a DSSE envelope over a {@link io.datapact.contract.run.Ready}. */
    record Given(Bytes envelope) implements ReadyAnswer {}

    /** It is not. */
    record Denied(Refusal refusal) implements ReadyAnswer {}
}
