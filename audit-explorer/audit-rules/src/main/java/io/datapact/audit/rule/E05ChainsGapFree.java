package io.datapact.audit.rule;

import io.datapact.audit.history.StatementFile;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** E05: each party's statements are numbered from one without gaps, each naming the digest of the one before. */
final class E05ChainsGapFree implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E05",
            1,
            Severity.HIGH,
            "PIPL 54; GDPR 5(2), 30; JR/T 0196-2020 7.6",
            "Each party's statements form one chain: counters without gaps, each naming the digest of the one before.",
            "各方声明构成单一链条：编号连续，且逐一指向前一份的摘要。");

    private final Findings findings;

    E05ChainsGapFree(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void finish(Dossier dossier) {
        Map<MemberId, StatementFile> last = new TreeMap<>();
        for (StatementFile file : dossier.statements().files()) {
            Optional<StatementFile> before =
                    Optional.ofNullable(last.put(file.stated().member(), file));
            ChainLink link = file.predicate().link();
            long expected =
                    before.map(found -> found.predicate().link().counter()).orElse(0L) + 1;
            findings.require(
                    link.counter() == expected,
                    new Reference(file.path(), "/predicate/link/counter"),
                    "expected counter " + expected + ", found " + link.counter());
            Optional<Digest> previous = before.map(StatementFile::digest);
            findings.require(
                    link.counter() != expected || link.previous().equals(previous),
                    new Reference(file.path(), "/predicate/link/previous"),
                    "expected the digest of the statement before, "
                            + previous.map(Digest::value).orElse("none") + ", found "
                            + link.previous().map(Digest::value).orElse("none"));
        }
    }
}
