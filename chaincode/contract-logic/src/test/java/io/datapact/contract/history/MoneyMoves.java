package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Pay-ins, holds, deposits, disputes, rulings, closings of runs, collections and pay-outs. */
final class MoneyMoves implements Moves {
    /** Locks that the next run of a task still needs. */
    static List<Intent> locks(TaskLife life) {
        List<Intent> intents = new ArrayList<>();
        RunId run = life.next();
        if (life.task.terms().price() > 0 && !life.locks.contains("hold")) {
            intents.add(Intent.market(life.task.payer().value(), new SettlementCommand.FundTask(run)));
        }
        for (MemberAmount deposit : life.task.terms().deposits()) {
            String member = deposit.member().value();
            if (!life.locks.contains(member)) {
                intents.add(Intent.market(member, new SettlementCommand.LockDeposit(run)));
            }
        }
        return intents;
    }

    /** What is left to do for the money of a run that is over. */
    static List<Intent> after(Scene scene, RunLife run) {
        List<Intent> intents = new ArrayList<>();
        if (run.decided) {
            run.payees.forEach(payee -> intents.add(Intent.market(
                    payee.value(),
                    new SettlementCommand.Collect(run.task.terms().currency(), List.of(), List.of(run.id)))));
            return intents;
        }
        boolean judged = !run.task.terms().arbiters().members().isEmpty();
        if (judged && run.disputed.isEmpty() && scene.draw().once(2)) {
            intents.add(dispute(scene, run));
        }
        if (!run.disputed.isEmpty()) {
            for (MemberId arbiter : run.task.terms().arbiters().members()) {
                if (!run.ruled.contains(arbiter)) {
                    intents.add(Intent.approver(arbiter.value(), ruling(scene, run)));
                }
            }
        }
        if (intents.isEmpty()) {
            intents.add(Intent.market(scene.anyMember(), new SettlementCommand.CloseRun(run.id)));
        }
        return intents;
    }

    private static Intent dispute(Scene scene, RunLife run) {
        String disputant = scene.draw().once(2)
                ? run.task.payer().value()
                : RunMoves.member(scene.draw().one(run.task.parties()));
        return Intent.market(
                disputant,
                new SettlementCommand.OpenDispute(
                        run.id, new Code("wrong-result"), ConsortiumFixture.digest("statement")));
    }

    /** Arbiters mostly see things alike. */
    private static Command ruling(Scene scene, RunLife run) {
        Draw draw = scene.draw();
        boolean settle = run.isAttested() && !draw.once(4);
        List<MemberId> faults = draw.once(3) ? List.of(party(run, draw)) : List.of();
        List<MemberId> harmed = List.of();
        if (!faults.isEmpty() && !faults.contains(run.task.payer()) && draw.once(2)) {
            harmed = List.of(run.task.payer());
        }
        SortedSet<MemberId> frivolous = draw.once(4) ? run.disputed : new TreeSet<>();
        return new SettlementCommand.Rule(
                run.id,
                new Verdict(settle ? PriceRuling.SETTLE : PriceRuling.REFUND, faults, harmed, List.copyOf(frivolous)));
    }

    private static MemberId party(RunLife run, Draw draw) {
        return draw.one(run.task.parties()).node().member();
    }

    @Override
    public Optional<Intent> stray(Scene scene) {
        Draw draw = scene.draw();
        String member = scene.anyMember();
        if (draw.once(3)) {
            return Optional.of(payment(scene, member));
        }
        return scene.anyTask().map(life -> {
            RunId run = draw.once(2) ? life.next() : RunMoves.anyRun(life, draw);
            if (!draw.once(3)) {
                run = life.run().map(found -> found.id).orElse(run);
            }
            String sender = draw.once(2) ? draw.one(life.needed).value() : member;
            return Intent.market(sender, about(scene, life, run));
        });
    }

    private static Command about(Scene scene, TaskLife life, RunId run) {
        Draw draw = scene.draw();
        String currency = life.task.terms().currency();
        return switch (draw.below(9)) {
            case 0, 1 -> new SettlementCommand.Unlock(draw.once(2) ? life.next() : run);
            case 2 -> new SettlementCommand.FundTask(life.next());
            case 3 -> new SettlementCommand.LockDeposit(life.next());
            case 4 -> new SettlementCommand.CloseRun(run);
            case 5 ->
                new SettlementCommand.OpenDispute(
                        run, new Code("late-complaint"), ConsortiumFixture.digest("statement"));
            case 6 -> new SettlementCommand.Collect(currency, List.of(), runs(life, run));
            case 7 -> new SettlementCommand.PayOut(currency, draw.between(1, 200_000), digest(draw));
            default -> new SettlementCommand.Collect("CNY", references(scene), runs(life, run));
        };
    }

    private static List<RunId> runs(TaskLife life, RunId run) {
        List<RunId> runs = new ArrayList<>(List.of(run));
        life.runs.stream().map(known -> known.id).filter(id -> !id.equals(run)).forEach(runs::add);
        return runs;
    }

    private static List<Digest> references(Scene scene) {
        return scene.draw().any(scene.payIns).map(Scene.Uncollected::reference).stream()
                .toList();
    }

    private static Digest digest(Draw draw) {
        return ConsortiumFixture.digest("order " + draw.below(100));
    }

    private static Intent payment(Scene scene, String member) {
        Draw draw = scene.draw();
        Optional<Scene.Uncollected> open = draw.any(scene.payIns);
        if (open.isPresent() && draw.once(2)) {
            String collector = draw.once(4) ? member : open.get().member();
            return Intent.market(
                    collector,
                    new SettlementCommand.Collect(
                            open.get().currency(), List.of(open.get().reference()), List.of()));
        }
        if (draw.once(3)) {
            return Intent.market(
                    member,
                    new SettlementCommand.PayOut(draw.once(2) ? "CNY" : "USD", draw.between(1, 200_000), digest(draw)));
        }
        boolean dollars = draw.once(3);
        String issuer = draw.once(6) ? member : dollars ? Clauses.SECOND : Clauses.STEWARD;
        return Intent.market(
                issuer,
                new SettlementCommand.PayIn(
                        dollars ? "USD" : "CNY",
                        ConsortiumFixture.digest("reference " + draw.below(4)),
                        new MemberId(draw.once(12) ? "nobody" : member),
                        draw.between(1, 100_000)));
    }
}
