package io.datapact.audit.rule;

import io.datapact.audit.history.Opening;
import io.datapact.audit.history.StatementFile;
import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.evidence.Anchor;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * E06, as far as a bundle tells: the ledger's time never runs backwards, Readys are of about the time of their start, a
 * party's statements follow each other in time, one about a start is not older than the start, and none is newer than
 * the entry that anchors it. Clocks may differ by two minutes.
 */
final class E06TimesAgree implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E06",
            1,
            Severity.HIGH,
            "GDPR 5(2); JR/T 0196-2020 7.6",
            "Claimed times and the ledger's times agree within two minutes and never run backwards.",
            "所声称的时间与账本时间相差不超过两分钟，且从不倒退。");

    /** Most that two honest clocks may differ, millis. */
    static final long TOLERANCE_MILLIS = 120_000;

    private final Findings findings;
    private final Map<String, Long> starts = new TreeMap<>();
    private final Map<String, Long> written = new TreeMap<>();
    private long last;

    E06TimesAgree(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void opening(Opening opening) {
        last = opening.entry().time();
    }

    @Override
    public void step(Step step) {
        findings.require(
                step.time() >= last,
                new Reference(step.file(), "/time"),
                "expected a time of " + last + " or later, found " + step.time());
        last = step.time();
        step.entry().writes().stream()
                .filter(write -> write.key().startsWith("att/") || write.key().startsWith("anchor/"))
                .forEach(write -> written.put(write.key(), step.time()));
        if (step.command() instanceof StartRun start) {
            starts.put(RunKeys.run(start.run()).path(), step.time());
            for (int i = 0; i < start.readys().size(); i++) {
                Reference at = new Reference(step.file(), "/body/readys/" + i + "/at");
                Readys.open(start.readys().get(i))
                        .ifPresent(ready -> requireNear(at, ready.ready().at(), step.time()));
            }
        }
    }

    @Override
    public void finish(Dossier dossier) {
        findings.remark(
                "no time stamps (RFC 3161) are in the bundle: parties' clocks and the ledger's alone are compared");
        Map<MemberId, Long> before = new TreeMap<>();
        for (StatementFile file : dossier.statements().files()) {
            MemberId member = file.stated().member();
            long at = file.predicate().link().at();
            findings.require(
                    at >= before.getOrDefault(member, 0L),
                    new Reference(file.path(), "/predicate/link/at"),
                    "expected a time not before that of the statement before it, found " + at);
            before.put(member, at);
        }
        dossier.statements(RunPredicate.class)
                .forEach(stated -> Optional.ofNullable(
                                starts.get(RunKeys.run(stated.predicate().run()).path()))
                        .ifPresent(start -> findings.require(
                                stated.predicate().link().at() >= start - TOLERANCE_MILLIS,
                                stated.at("/link/at"),
                                "expected a time not before the start at " + start + ", found "
                                        + stated.predicate().link().at())));
        dossier.runs().forEach(run -> requireAnchored(dossier, run));
    }

    private void requireNear(Reference at, long claimed, long ledger) {
        findings.require(
                Math.abs(claimed - ledger) <= TOLERANCE_MILLIS,
                at,
                "expected a time within " + TOLERANCE_MILLIS + " ms of the ledger's " + ledger + ", found " + claimed);
    }

    /** What a head covers was said before the head was put on the ledger. */
    private void requireAnchored(Dossier dossier, Run run) {
        for (StatementFile file : dossier.statements().files()) {
            Optional<Long> anchored = anchored(dossier.facts(), run.run(), file);
            long at = file.predicate().link().at();
            findings.require(
                    anchored.filter(time -> at > time + TOLERANCE_MILLIS).isEmpty(),
                    new Reference(file.path(), "/predicate/link/at"),
                    "expected a time before the entry that anchors it, " + anchored.orElse(0L) + ", found " + at);
        }
    }

    /** The ledger's time of the first head of a run that covers a statement. */
    private Optional<Long> anchored(Facts facts, RunId run, StatementFile file) {
        MemberId member = file.stated().member();
        long counter = file.predicate().link().counter();
        var attestation = RunKeys.attestation(run, member);
        if (facts.read(attestation)
                .filter(found -> found.own().evidenceCount() >= counter)
                .isPresent()) {
            return Optional.ofNullable(written.get(attestation.path()));
        }
        long seq = 1;
        Optional<Anchor> anchor = facts.read(EvidenceKeys.anchor(run, member, seq));
        while (anchor.isPresent() && anchor.get().count() < counter) {
            seq++;
            anchor = facts.read(EvidenceKeys.anchor(run, member, seq));
        }
        return anchor.isPresent()
                ? Optional.ofNullable(
                        written.get(EvidenceKeys.anchor(run, member, seq).path()))
                : Optional.empty();
    }
}
