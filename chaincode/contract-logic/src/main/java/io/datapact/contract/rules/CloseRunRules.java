package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.TaskInput;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules of CloseRun: the table of contract.md section 6. */
final class CloseRunRules {
    private record Row(OutcomeKind kind, long number) {}

    private CloseRunRules() {}

    static void decide(RuleContext context, SettlementCommand.CloseRun command) {
        RunId run = command.run();
        RunFacts facts = RunRules.facts(context, run);
        long tau = context.activeTime();
        RunState state = facts.state(tau);
        require(state != RunState.DECIDED, Reason.ALREADY_DECIDED, run);
        boolean ended = RunTimes.isEnded(state);
        require(ended && tau > new RunTimes(facts, state).openUntil(), Reason.STATE_FORBIDS, state);
        Disputes disputes = Disputes.of(context.reader(), facts);
        Optional<Verdict> verdict = disputes.ruled();
        boolean awaited = disputes.areThere() && verdict.isEmpty() && tau <= new RunTimes(facts, state).rulingUntil();
        require(!awaited, Reason.STATE_FORBIDS, state);
        Settlement settlement = new Settlement(
                facts.manifest(),
                facts.agreed().flatMap(CommonPart::weights),
                facts.policy().pool());
        Row row =
                verdict.map(found -> ruled(facts, found, settlement)).orElseGet(() -> settle(facts, state, settlement));
        settlement.returnDeposits();
        settlement.resolveBonds(disputes.all(), verdict.map(Verdict::frivolous).orElse(List.of()));
        write(context, facts, row, settlement.postings());
    }

    private static void write(RuleContext context, RunFacts facts, Row row, List<Outcome.Posting> postings) {
        RunId run = facts.run().run();
        context.put(SettlementKeys.outcome(run), new Outcome(row.kind(), row.number(), postings, context.time()));
        SortedMap<MemberId, Long> sums = new TreeMap<>();
        postings.forEach(posting -> sums.merge(posting.to(), posting.amount(), Long::sum));
        String currency = facts.manifest().terms().currency();
        sums.forEach((member, amount) ->
                context.put(SettlementKeys.pay(member, currency, run), new Pay(member, amount, false)));
        context.event("run-closed", run);
    }

    private static Row ruled(RunFacts facts, Verdict verdict, Settlement settlement) {
        long most = facts.policy().disputes().faultPenalty();
        verdict.faults().forEach(member -> settlement.penalise(member, most));
        settlement.penaltiesTo(verdict.harmed());
        if (verdict.price() == PriceRuling.SETTLE) {
            settlement.payOut();
            return new Row(OutcomeKind.SETTLED, 2);
        }
        settlement.refund();
        return new Row(OutcomeKind.REFUNDED, 2);
    }

    private static Row settle(RunFacts facts, RunState state, Settlement settlement) {
        return switch (state) {
            case RELEASED -> {
                settlement.payOut();
                yield new Row(OutcomeKind.SETTLED, 3);
            }
            case WITHHELD -> withheld(facts, settlement);
            case ABORTED -> {
                settlement.refund();
                yield new Row(OutcomeKind.ABORTED, 6);
            }
            default -> late(facts, settlement);
        };
    }

    private static Row withheld(RunFacts facts, Settlement settlement) {
        CommonPart common = facts.agreed()
                .orElseThrow(() -> new IllegalStateException("expected agreement in a run WITHHELD, found none"));
        List<MemberId> withholding = facts.withholding(common);
        long price = facts.manifest().terms().price();
        withholding.forEach(member -> settlement.penalise(member, price));
        if (withholding.contains(facts.manifest().payer())) {
            settlement.payOut();
            settlement.penaltiesToPool();
            return new Row(OutcomeKind.SETTLED, 5);
        }
        settlement.refund();
        settlement.penaltiesToShares();
        return new Row(OutcomeKind.REFUNDED, 4);
    }

    private static Row late(RunFacts facts, Settlement settlement) {
        settlement.refund();
        List<MemberId> owners = owners(facts.manifest().inputs());
        List<MemberId> missing = owners(facts.manifest().inputs().stream()
                .filter(input -> !facts.isCommitted(input))
                .toList());
        if (missing.size() == 1 && owners.size() >= 2) {
            return silent(facts, settlement, missing.get(0), 7);
        }
        List<MemberId> unattested = facts.parties().stream()
                .filter(party -> !facts.attestations().containsKey(party))
                .toList();
        if (missing.isEmpty() && unattested.size() == 1 && facts.attestationsAgree()) {
            return silent(facts, settlement, unattested.get(0), 9);
        }
        return new Row(OutcomeKind.FAILED, 8);
    }

    private static Row silent(RunFacts facts, Settlement settlement, MemberId member, long row) {
        settlement.penalise(member, facts.policy().silencePenalty());
        settlement.penaltiesToPool();
        return new Row(OutcomeKind.FAILED, row);
    }

    private static List<MemberId> owners(List<TaskInput> inputs) {
        return inputs.stream().map(input -> input.dataset().member()).distinct().toList();
    }
}
