package io.datapact.contract.testing;

import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateView;

/** Decides about envelopes as {@link RuleBook#apply} does; a test may watch it, or give it other rules. */
@FunctionalInterface
public interface Decider {
    /** What a command comes to. */
    Decision apply(byte[] envelope, StateView state, TxContext tx);
}
