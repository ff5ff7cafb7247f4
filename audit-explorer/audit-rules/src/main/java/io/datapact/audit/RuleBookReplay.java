package io.datapact.audit;

import io.datapact.audit.rule.Replay;
import io.datapact.audit.rule.Signatures;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateView;

/** Replays with the rule book of this release. */
final class RuleBookReplay implements Replay {
    private final GenesisRules genesis;
    private final RuleBook rules;

    RuleBookReplay(Signatures signatures) {
        this.genesis = new GenesisRules(signatures::verify);
        this.rules = new RuleBook(signatures::verify);
    }

    @Override
    public Decision opening(byte[] envelope) {
        return genesis.writes(envelope);
    }

    @Override
    public Decision apply(byte[] envelope, StateView state, TxContext tx) {
        try {
            return rules.apply(envelope, state, tx);
        } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            // The rule book's word for a damaged state; here the recorded state is what is judged.
            return new Decision.Rejected(Reason.STATE_FORBIDS, "the recorded state is damaged: " + e.getMessage());
        }
    }
}
