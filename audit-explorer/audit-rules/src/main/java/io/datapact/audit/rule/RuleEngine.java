package io.datapact.audit.rule;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.Ledger;
import io.datapact.audit.history.LedgerObserver;
import io.datapact.audit.history.StatementReading;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
                .toList();
    }

    /** What must see the ledger's entries, in this order. */
    public List<LedgerObserver> observers() {
        return running.stream().map(rule -> (LedgerObserver) rule.check()).toList();
    }

    /** Judges what has been read, and says what each rule comes to, by id. */
    public List<RuleResult> finish(Bundle bundle, Ledger ledger) {
        Dossier dossier = new Dossier(bundle, bundleClass(bundle), ledger, StatementReading.of(bundle));
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

    private static Optional<BundleClass> bundleClass(Bundle bundle) {
        return bundle.file(BundleLayout.CLASS)
                .flatMap(bytes -> RecordCodec.of(BundleClass.class).decode(bytes)
                                instanceof Parsed.Value<BundleClass>(BundleClass found)
                        ? Optional.of(found)
                        : Optional.empty());
    }
}
