package io.datapact.node.history;

import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.rules.Reason;

/** What a witness answers to a checkpoint that it is asked to co-sign. */
public sealed interface Cosigning {
    /** It did. */
    record Signed(SignedCheckpoint checkpoint) implements Cosigning {}

    /** It did not, now or ever. */
    record Refused(Reason reason, String detail) implements Cosigning {}
}
