package io.datapact.audit.rule;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.history.Ledger;
import io.datapact.audit.history.LedgerObserver;
import io.datapact.audit.history.StatementReading;
import io.datapact.audit.proof.ProvenHistory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts all rules to work on one bundle. Give {@link #observers()} to the reading of the ledger, then call
 * {@link #finish} once. One instance judges one bundle; not safe for concurrent use.
 */
public final class RuleEngine {
    private record Running(RuleInfo info, Check check, Findings findings) {}

    private final List<Running> running;

    /**
     * @param replay     the auditor's copy of the rule book
     * @param signatures shared by rules and replay, which ask the same
     * @param roots      roots that the auditor trusts; empty if none were given
     */
    public RuleEngine(Replay replay, Signatures signatures, Set<X509Certificate> roots) {
        this.running = Rules.all(replay, signatures, roots).stream()
                .map(rule -> {
                    Findings findings = new Findings(rule.info());
                    return new Running(rule.info(), rule.check().apply(findings), findings);
                })
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** What must see the ledger's entries, in this order. */
    public List<LedgerObserver> observers() {
        return running.stream().map(rule -> (LedgerObserver) rule.check()).toList();
    }

    /** The same, of a ledger of which some entries are here: what is not proven makes a rule unverifiable. */
    public List<LedgerObserver> observers(ProvenHistory history) {
        running.replaceAll(rule -> new Running(
                rule.info(), new ProofGuard(rule.info(), rule.check(), rule.findings(), history), rule.findings()));
        return observers();
    }

    /** Judges what has been read, and says what each rule comes to, by id. */
    public List<RuleResult> finish(Bundle bundle, Ledger ledger) {
        Dossier dossier = new Dossier(bundle, bundle.bundleClass(), ledger, StatementReading.of(bundle));
        boolean whole = bundle.whole() && ledger.genesis().isPresent();
        return running.stream()
                .map(rule -> {
                    rule.check().finish(dossier);
                    if (!whole) {
                        rule.findings()
                                .unverifiable(
                                        Reference.of(""),
                                        "expected a bundle that can be read to its end, with a genesis; found a part");
                    }
                    return rule.findings().result();
                })
                .toList();
    }
}
