package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.id.Digest;
import java.util.Set;
import java.util.TreeSet;

/** A04: no command of another network, none twice. */
final class A04OneNetworkOnce implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A04",
            1,
            Severity.CRITICAL,
            "GDPR 5, 32; JR/T 0196-2020 7.5",
            "Every command was signed for this network and took effect once.",
            "每条命令均为本网络签署，且只生效一次。");

    private final Findings findings;
    private final Set<Digest> seen = new TreeSet<>();

    A04OneNetworkOnce(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        findings.require(
                step.header().network().equals(step.network()),
                new Reference(step.file(), "/network"),
                "expected network " + step.network() + ", found "
                        + step.header().network());
        Digest command = step.envelope().payloadDigest();
        findings.require(
                seen.add(command),
                Reference.of(step.file()),
                "expected each command once, found " + command + " again");
    }
}
