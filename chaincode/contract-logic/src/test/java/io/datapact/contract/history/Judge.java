package io.datapact.contract.history;

import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.rules.Authentication;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;

/**
 * A rule book that decides about acts. What bears the signature of a signer that is registered is taken as verified; all
 * else goes through its envelope.
 */
final class Judge {
    private final RuleBook rules = new RuleBook(World.verifier());

    /**
     * Decides about an act.
     *
     * @param known reads the signer's certificate from the same state
     */
    Decision decide(Act act, StateView state, StateReader known) {
        if (act.seal() != Act.Seal.OWN) {
            return sealed(act, state);
        }
        return known.read(MemberKeys.certificate(act.signer().digest()))
                .map(certificate -> rules.decide(
                        state,
                        new Authentication.Authenticated(act.payload(), certificate, act.digest()),
                        context(act)))
                .orElseGet(() -> sealed(act, state));
    }

    /** Decides about an act's envelope. */
    Decision sealed(Act act, StateView state) {
        return rules.apply(act.envelope(), state, context(act));
    }

    private static TxContext context(Act act) {
        return new TxContext(act.time(), "tx");
    }
}
