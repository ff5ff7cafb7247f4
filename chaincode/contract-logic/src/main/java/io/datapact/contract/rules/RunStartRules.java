package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskManifest;
import java.util.List;

/** Rules of StartRun. All that a start needs is checked here again, against the state as it is now. */
final class RunStartRules {
    private final ReadyChecks readys;

    RunStartRules(SignatureVerifier verifier) {
        this.readys = new ReadyChecks(verifier);
    }

    void decide(RuleContext context, RunCommand.StartRun command) {
        RunId run = command.run();
        Task task = TaskRules.task(context, run.task());
        TaskManifest manifest = task.manifest();
        TaskStates.requireOpen(context.reader(), task, context.time());
        AdmissionChecks admission = new AdmissionChecks(context, manifest);
        admission.require();
        requireStarter(manifest, context.member());
        ConsistencyChecks consistency = new ConsistencyChecks(context, manifest);
        consistency.requireParties();
        consistency.requireFields(admission.inputs());
        consistency.requirePolicy(context.policy().graceUntil());
        List<MemberId> needed = Slots.needed(context.reader(), manifest);
        Approvals.requireAll(context.reader(), manifest, needed, context.time());
        Budgets budgets = new Budgets(context, admission.inputs());
        StandingBudgets standings = new StandingBudgets(context, manifest, needed, budgets.period());
        requireNext(context, run);
        require(run.run() <= manifest.limits().runs(), Reason.USES_EXHAUSTED, "/limits/runs");
        budgets.requireUses();
        boolean open = context.time() >= manifest.limits().notBefore();
        require(open, Reason.OUTSIDE_WINDOW, "/limits/notBefore");
        TaskRules.requireTermsNotExpired(context, admission);
        requireMoney(context, run, manifest);
        List<PartyNode> parties = readys.resolve(context, task, run, command.readys());
        budgets.requireEpsilon();
        budgets.charge(context);
        standings.charge(context);
        context.put(RunKeys.run(run), begun(context, task, run, parties, budgets.period()));
        context.event("run-started", run);
    }

    private static Run begun(RuleContext context, Task task, RunId run, List<PartyNode> parties, long period) {
        long started = context.activeTime();
        long deadline = started + task.manifest().limits().runSeconds() * 1_000;
        long policy = task.manifest().policy();
        return new Run(
                run, task.digest(), parties, started, deadline, context.frame().rulesVersion(), policy, period);
    }

    private static void requireStarter(TaskManifest manifest, MemberId member) {
        boolean starter = member.equals(manifest.proposer())
                || manifest.inputs().stream()
                        .anyMatch(input -> input.dataset().member().equals(member));
        require(starter, Reason.NOT_A_PARTY, member);
    }

    private static void requireNext(RuleContext context, RunId run) {
        boolean follows = run.run() == 1 || context.has(RunKeys.run(new RunId(run.task(), run.run() - 1)));
        require(follows && !context.has(RunKeys.run(run)), Reason.NOT_NEXT, run);
    }

    private static void requireMoney(RuleContext context, RunId run, TaskManifest manifest) {
        SettlementTerms terms = manifest.terms();
        if (terms.price() > 0) {
            Locked expected = new Locked(manifest.payer(), terms.currency(), terms.price());
            boolean held = context.read(SettlementKeys.hold(run))
                    .filter(expected::equals)
                    .isPresent();
            require(held, Reason.FUNDS_MISSING, manifest.payer());
        }
        for (MemberAmount deposit : terms.deposits()) {
            Locked expected = new Locked(deposit.member(), terms.currency(), deposit.amount());
            boolean locked = deposit.amount() == 0
                    || context.read(SettlementKeys.deposit(run, deposit.member()))
                            .filter(expected::equals)
                            .isPresent();
            require(locked, Reason.DEPOSIT_MISSING, deposit.member());
        }
    }
}
