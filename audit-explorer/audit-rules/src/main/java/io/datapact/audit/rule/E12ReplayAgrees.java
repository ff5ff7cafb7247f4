package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.Opening;
import io.datapact.audit.history.Step;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.Approval;
import java.util.List;

/**
 * E12: the rule book, given each command again on the state recorded before it, decides what was recorded. By induction
 * the whole history replays to the recorded state. Of a task's bundle those commands are decided again that rest on a
 * proven state, and what the commands there wrote must be what proofs show: none about the task is left out.
 */
final class E12ReplayAgrees implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E12",
            1,
            Severity.CRITICAL,
            "GDPR 5(2); JR/T 0196-2020 7.6",
            "Replaying the commands gives the recorded writes and states.",
            "重放全部命令得到账本所记录的写入和状态。");

    private final Findings findings;
    private final Replay replay;

    E12ReplayAgrees(Findings findings, Replay replay) {
        this.findings = findings;
        this.replay = replay;
    }

    @Override
    public void opening(Opening opening) {
        LogEntry entry = opening.entry();
        compare(entry, replay.opening(entry.envelope().toBytes()));
    }

    @Override
    public void step(Step step) {
        requireFollows(step);
        LogEntry entry = step.entry();
        compare(
                entry,
                replay.apply(
                        entry.envelope().toBytes(),
                        step.beforeView(),
                        new TxContext(entry.time(), entry.transactionId())));
    }

    @Override
    public void unreadable(long position, String detail) {
        findings.violated(
                Reference.of(BundleLayout.entry(position)), "expected an entry that can be replayed, found " + detail);
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.ledger()
                .proofs()
                .ifPresent(proofs ->
                        proofs.state().forEach(fault -> findings.violated(Reference.of(fault.path()), fault.detail())));
        dossier.bundleClass().ifPresent((BundleClass claim) -> {
            Digest found = dossier.ledger().stateRoot();
            findings.require(
                    found.equals(claim.stateDigest()),
                    Reference.of(BundleLayout.CLASS),
                    "expected state digest " + claim.stateDigest() + " as class.json says, found " + found);
        });
        if (dossier.ledger().proofs().isPresent()) {
            dossier.manifest().ifPresent(manifest -> TaskFacts.readAll(dossier.facts(), manifest));
        }
    }

    /** Entries of a slot are numbered, so none between two that are here can be missing. */
    private void requireFollows(Step step) {
        for (Write write : step.entry().writes()) {
            if (write.key().startsWith("approval/")) {
                StateKey<Approval> key = new StateKey<>(write.key(), Approval.class);
                long before = step.before().read(key).map(Approval::seq).orElse(0L);
                long after = step.after().read(key).map(Approval::seq).orElse(0L);
                findings.require(
                        after == before + 1,
                        new Reference(step.file(), "/writes"),
                        "expected entry " + (before + 1) + " of the slot " + write.key() + ", found " + after);
            }
        }
    }

    private void compare(LogEntry entry, Decision decision) {
        String file = BundleLayout.entry(entry.position());
        switch (decision) {
            case Decision.Rejected(var reason, String detail) ->
                findings.violated(
                        Reference.of(file),
                        "expected a command that the rule book accepts, found it refused: " + reason + " " + detail);
            case Decision.Accepted accepted ->
                findings.require(
                        accepted.writes().equals(entry.writes()),
                        new Reference(file, "/writes" + firstDifference(accepted.writes(), entry.writes())),
                        "expected the writes that the rule book decides, found others");
        }
    }

    private static String firstDifference(List<Write> expected, List<Write> found) {
        for (int i = 0; i < found.size(); i++) {
            if (i >= expected.size() || !expected.get(i).equals(found.get(i))) {
                return "/" + i;
            }
        }
        return "";
    }
}
