package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Policy;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.SettlementKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** B09: each start ends in an outcome, once its deadlines and windows are over. */
final class B09StartsEnd implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B09",
            2,
            Severity.HIGH,
            "GDPR 5(2), 30; JR/T 0196-2020 7.6",
            "Each run that started ends in an outcome, no later than its deadlines and windows ask.",
            "每次启动的运行均在期限和窗口内以结果结束。");

    private static final long MILLIS = 1_000;
    private static final long LATENESS_MILLIS = 120_000;

    private final Findings findings;
    private final Map<String, RunId> started = new TreeMap<>();

    B09StartsEnd(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof StartRun start) {
            findings.applies();
            started.put(step.file(), start.run());
        }
    }

    @Override
    public void finish(Dossier dossier) {
        Facts facts = dossier.facts();
        long now = facts.read(MemberKeys.PAUSE)
                .orElse(Pause.NONE)
                .activeTime(dossier.ledger().lastTime());
        started.forEach((String file, RunId run) -> {
            if (!facts.has(SettlementKeys.outcome(run))) {
                Optional<Long> due = facts.read(RunKeys.run(run))
                        .flatMap(found -> due(facts, found).map(limit -> limit + arbitration(facts, found)));
                findings.require(
                        due.filter(limit -> now <= limit).isPresent(),
                        new Reference(file, "/body/run"),
                        "expected an outcome of run " + run + " by "
                                + due.map(String::valueOf).orElse("its deadline") + ", found none at " + now);
            }
        });
    }

    /** What arbiters who were asked may take, in millis. */
    private static long arbitration(Facts facts, Run run) {
        boolean awaited = facts.manifest(run.run())
                .filter(manifest -> RunDisputes.of(facts, run.run(), manifest).awaitVerdict())
                .isPresent();
        return awaited
                ? facts.read(MemberKeys.policy(run.policy()))
                                .map(policy -> policy.disputes().arbiterSeconds())
                                .orElse(0L)
                        * MILLIS
                : 0;
    }

    /** Latest end in active time: the deadline, releases, window, and the lateness that hosts allow. */
    private static Optional<Long> due(Facts facts, Run run) {
        return facts.read(MemberKeys.policy(run.policy()))
                .map((Policy policy) -> run.deadline()
                        + (policy.releaseSeconds() + policy.windowSeconds()) * MILLIS
                        + 2 * LATENESS_MILLIS);
    }
}
