package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Pause;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import java.util.Optional;

/** A08: no start while the network is paused, with a member suspended, or with money short. */
final class A08StartConditions implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A08",
            1,
            Severity.HIGH,
            "DSL 33; JR/T 0196-2020 7.6",
            "No run starts while the network is paused, with a suspended party, or with a short hold or deposit.",
            "网络暂停、参与方被暂停或锁定款项不足时，不得启动运行。");

    private final Findings findings;

    A08StartConditions(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof StartRun start)) {
            return;
        }
        Facts before = step.before();
        Reference at = new Reference(step.file(), "/body/run");
        boolean paused = before.read(MemberKeys.PAUSE).orElse(Pause.NONE).pausedAt(step.time());
        findings.require(!paused, at, "expected no pause at the start, found one");
        before.manifest(start.run()).ifPresent(manifest -> {
            for (Party party : manifest.parties()) {
                MemberId member = party.node().member();
                Optional<MemberStatus> status =
                        before.read(MemberKeys.member(member)).map(Member::status);
                findings.require(
                        status.equals(Optional.of(MemberStatus.ACTIVE)),
                        at,
                        "expected " + member + " active at the start, found "
                                + status.map(Enum::name).orElse("no such member"));
            }
            checkMoney(before, start, manifest.terms(), at);
        });
    }

    private void checkMoney(Facts before, StartRun start, SettlementTerms terms, Reference at) {
        if (terms.price() > 0) {
            requireLocked(before, SettlementKeys.hold(start.run()), terms.price(), at);
        }
        for (MemberAmount deposit : terms.deposits()) {
            if (deposit.amount() > 0) {
                requireLocked(before, SettlementKeys.deposit(start.run(), deposit.member()), deposit.amount(), at);
            }
        }
    }

    private void requireLocked(Facts before, StateKey<Locked> key, long amount, Reference at) {
        long locked = before.read(key).map(Locked::amount).orElse(0L);
        findings.require(
                locked >= amount,
                at,
                "expected " + amount + " locked under " + key.path() + " at the start, found " + locked);
    }
}
