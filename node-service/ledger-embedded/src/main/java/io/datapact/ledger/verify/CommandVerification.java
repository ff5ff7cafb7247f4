package io.datapact.ledger.verify;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateView;
import io.datapact.ledger.chain.SignatureWarmer;
import java.util.List;

/**
 * The rule book with signatures that are verified natively where possible and remembered; at start those of many entries
 * are verified ahead on all processors.
 */
public final class CommandVerification implements SignatureWarmer {
    private final RuleBook rules;

    /** Asks the native provider where it loads, the platform otherwise. */
    public CommandVerification() {
        this(new JcaSignatureVerifier(NativeSignatures.provider()));
    }

    /** Asks the given verifier what it does not remember. */
    public CommandVerification(SignatureVerifier signatures) {
        this.rules = new RuleBook(new CachingSignatureVerifier(signatures));
    }

    /** The rule book. */
    public RuleBook rules() {
        return rules;
    }

    @Override
    public void warm(List<LogEntry> entries, StateView state) {
        entries.parallelStream().forEach(entry -> authenticate(entry, state));
    }

    /** The answer does not matter here: the entry is judged when it is applied, with the signature remembered. */
    private void authenticate(LogEntry entry, StateView state) {
        var _ = rules.authenticate(
                entry.envelope().toBytes(), state, new TxContext(entry.time(), entry.transactionId()));
    }
}
