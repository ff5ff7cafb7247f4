package io.datapact.audit.rule;

import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateView;

/** Decides commands again as the ledger's hosts did. The auditor's own copy of the rule book. */
public interface Replay {
    /** The writes of a genesis, or why it is none. */
    Decision opening(byte[] envelope);

    /** The writes of a command on a state, or why it is refused. */
    Decision apply(byte[] envelope, StateView state, TxContext tx);
}
