package io.datapact.contract.invariant;

import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.StandingApproval;
import java.util.Optional;
import java.util.Set;

/**
 * What is written once stays; what ended, was withdrawn, revoked, retired or collected is so for ever; and nothing of a
 * run moves once its outcome stands but receipts, anchors, returns and pays.
 */
public final class MarkersAbsorb implements Invariant {
    private static final Set<String> ONCE = Set.of(
            "outcome",
            "closed",
            "input",
            "att",
            "release",
            "abort",
            "rcpt",
            "dispute",
            "ruling",
            "payout",
            "enacted",
            "anchor",
            "denial",
            "denied",
            "deletion",
            "cmd",
            "task",
            "run",
            "dsv",
            "policy",
            "spki");
    private static final Set<String> OVER = Set.of("att", "release", "abort", "dispute", "ruling", "hold", "deposit");

    @Override
    public Optional<String> fault(Told told) {
        for (Change change : told.changes()) {
            boolean again = change.before().isPresent() && ONCE.contains(change.kind());
            if (again || isUndone(change) || isAfterOutcome(told, change)) {
                return Optional.of("what is final was changed: " + change.key());
            }
        }
        return Optional.empty();
    }

    private static boolean isAfterOutcome(Told told, Change change) {
        if (!OVER.contains(change.kind())) {
            return false;
        }
        TaskId task = new TaskId(change.segment(1) + "/" + change.segment(2));
        RunId run = new RunId(task, Long.parseLong(change.segment(3)));
        return told.read(SettlementKeys.outcome(run)).isPresent();
    }

    private static boolean isUndone(Change change) {
        if (change.before().isEmpty()) {
            return false;
        }
        return switch (change.kind()) {
            case "ds" ->
                change.before(Dataset.class).orElseThrow().status() == DatasetStatus.WITHDRAWN
                        || change.after(Dataset.class).orElseThrow().newest()
                                < change.before(Dataset.class).orElseThrow().newest();
            case "alg" -> change.before(Algorithm.class).orElseThrow().retired();
            case "cert" ->
                change.before(Certificate.class).orElseThrow().revoked().isPresent();
            case "standing" ->
                change.before(StandingApproval.class).orElseThrow().ended().isPresent();
            case "pay", "payin" -> change.before(Pay.class).orElseThrow().collected();
            case "member" -> isBack(change);
            default -> false;
        };
    }

    private static boolean isBack(Change change) {
        Optional<Long> since = change.before(Member.class).orElseThrow().leavingSince();
        return since.isPresent()
                && !since.equals(change.after(Member.class).orElseThrow().leavingSince());
    }
}
