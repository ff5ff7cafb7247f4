package io.datapact.contract.rules;

import static io.datapact.contract.testing.RecordCopy.with;

import io.datapact.contract.member.Policy;
import io.datapact.contract.task.SettlementTerms;

/** Terms that ask one member for no deposit, and a policy that allows it. */
final class WithoutDeposits {
    private WithoutDeposits() {}

    static SettlementTerms of(SettlementTerms t, String member) {
        return with(
                t,
                "deposits",
                t.deposits().stream()
                        .filter(deposit -> !deposit.member().value().equals(member))
                        .toList());
    }

    static Policy asked(Policy p) {
        return with(p, "releaseSharePercent", 0L);
    }
}
