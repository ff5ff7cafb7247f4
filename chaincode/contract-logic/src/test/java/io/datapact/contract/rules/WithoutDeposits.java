package io.datapact.contract.rules;

import io.datapact.contract.member.Policy;
import io.datapact.contract.task.SettlementTerms;

/** Terms that ask one member for no deposit, and a policy that allows it. */
final class WithoutDeposits {
    private WithoutDeposits() {}

    static SettlementTerms of(SettlementTerms t, String member) {
        return new SettlementTerms(
                t.currency(),
                t.price(),
                t.sharing(),
                t.shares(),
                t.fee(),
                t.deposits().stream()
                        .filter(deposit -> !deposit.member().value().equals(member))
                        .toList(),
                t.arbiters());
    }

    static Policy asked(Policy p) {
        return new Policy(
                p.version(),
                p.approvalSeconds(),
                p.maximumRunSeconds(),
                p.releaseSeconds(),
                p.windowSeconds(),
                p.silencePenalty(),
                0,
                p.pool(),
                p.minimumGroup(),
                p.reviewsNeeded(),
                p.openTasks(),
                p.denialsPerDay(),
                p.adminDelaySeconds(),
                p.lookBackSeconds(),
                p.graceUntil(),
                p.approvals(),
                p.disputes(),
                p.periods());
    }
}
