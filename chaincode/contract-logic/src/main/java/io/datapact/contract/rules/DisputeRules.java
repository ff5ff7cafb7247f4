package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.Ruling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.function.Predicate;

/** Rules of disputes and of the arbiters' rulings on them. */
final class DisputeRules {
    private DisputeRules() {}

    static void open(RuleContext context, SettlementCommand.OpenDispute command) {
        RunFacts facts = RunRules.facts(context, command.run());
        MemberId member = context.member();
        StateKey<Dispute> key = SettlementKeys.dispute(command.run(), member);
        RunState state = ended(context, facts, key);
        TaskManifest manifest = facts.manifest();
        require(Disputes.mayDispute(manifest, member), Reason.NOT_A_PARTY, member);
        boolean judged = !manifest.terms().arbiters().members().isEmpty();
        require(judged, Reason.MANIFEST_MISMATCH, "/terms/arbiters");
        long tau = context.activeTime();
        boolean open = tau <= new RunTimes(facts, state).disputableUntil();
        require(open, Reason.WINDOW_OVER, command.run());
        long bond = RunTimes.bond(manifest.terms(), facts.policy());
        MoneyRules.debit(context, manifest.terms().currency(), bond);
        context.put(key, new Dispute(command.cause(), command.statement(), bond, tau));
        context.event("dispute-opened", command.run());
    }

    static void rule(RuleContext context, SettlementCommand.Rule command) {
        RunFacts facts = RunRules.facts(context, command.run());
        MemberId member = context.member();
        StateKey<Ruling> key = SettlementKeys.ruling(command.run(), member);
        RunState state = ended(context, facts, key);
        Disputes disputes = Disputes.of(context.reader(), facts);
        Verdict verdict = command.verdict();
        boolean computed = state == RunState.RELEASED || state == RunState.WITHHELD;
        boolean allowed = disputes.areThere() && (computed || verdict.price() == PriceRuling.REFUND);
        require(allowed, Reason.STATE_FORBIDS, state);
        boolean arbiter = facts.manifest().terms().arbiters().members().contains(member);
        require(arbiter, Reason.NOT_A_PARTY, member);
        requireNamed(facts.manifest(), disputes, verdict);
        long tau = context.activeTime();
        boolean open = tau <= new RunTimes(facts, state).rulingUntil();
        require(open, Reason.WINDOW_OVER, command.run());
        context.put(key, new Ruling(verdict, tau));
        context.event("dispute-ruled", command.run());
    }

    /** ALREADY_DECIDED, STATE_FORBIDS: the run has ended, has no outcome, and the signer has not spoken. */
    private static RunState ended(RuleContext context, RunFacts facts, StateKey<?> own) {
        RunState state = facts.state(context.activeTime());
        require(state != RunState.DECIDED, Reason.ALREADY_DECIDED, facts.run().run());
        require(!context.has(own), Reason.ALREADY_DECIDED, context.member());
        require(RunTimes.isEnded(state), Reason.STATE_FORBIDS, state);
        return state;
    }

    /** NOT_A_PARTY: a verdict speaks of those that the task binds or pays, and of disputants. */
    private static void requireNamed(TaskManifest manifest, Disputes disputes, Verdict verdict) {
        SettlementTerms terms = manifest.terms();
        requireAll(
                verdict.faults(),
                member -> Disputes.mayDispute(manifest, member)
                        || terms.deposits().stream()
                                .anyMatch(deposit -> deposit.member().equals(member)));
        requireAll(
                verdict.harmed(),
                member -> Disputes.mayDispute(manifest, member)
                        || terms.shares().stream()
                                .anyMatch(share -> share.member().equals(member)));
        requireAll(verdict.frivolous(), disputes::has);
    }

    private static void requireAll(List<MemberId> members, Predicate<MemberId> test) {
        members.forEach(member -> require(test.test(member), Reason.NOT_A_PARTY, member));
    }
}
