package io.datapact.contract.rules;

import static io.datapact.contract.rules.SharedConditions.CREDIT;
import static io.datapact.contract.rules.SharedConditions.DEBIT;
import static io.datapact.contract.rules.SharedConditions.RUN_NOT_STARTED;
import static io.datapact.contract.rules.SharedConditions.RUN_STARTED;
import static io.datapact.contract.rules.SharedConditions.TASK_OPEN;
import static io.datapact.contract.rules.SharedConditions.TASK_THERE;

import io.datapact.contract.command.SettlementCommand;
import java.util.List;

/** Rows of {@link MoneyRules}, {@link DisputeRules} and {@link CloseRunRules}. */
final class MoneyRows {
    private static final CommandRow PAY_IN = CommandRow.of(SettlementCommand.PayIn.class)
            .asks(Reason.CERTIFICATE_WRONG_ROLE, "the frame names the member the currency's issuer")
            .asks(Reason.NOT_A_PARTY, "whom it pays is a member")
            .asks(Reason.KEY_IN_USE, "the reference is free")
            .reads(KeyKind.MEMBER, KeyKind.PAY_IN)
            .writes(KeyKind.PAY_IN);

    private static final CommandRow COLLECT = CommandRow.of(SettlementCommand.Collect.class)
            .asks(Reason.ALREADY_DECIDED, "none is collected")
            .asks(Reason.NOT_A_PARTY, "all are the member's")
            .asks(Reason.FUNDS_MISSING, "all are there")
            .asks(CREDIT)
            .reads(KeyKind.PAY_IN, KeyKind.PAY)
            .writes(KeyKind.ACCOUNT, KeyKind.PAY_IN, KeyKind.PAY);

    private static final CommandRow FUND = CommandRow.of(SettlementCommand.FundTask.class)
            .asks(TASK_THERE)
            .asks(Reason.ALREADY_DECIDED, "nothing is on hold for the run")
            .asks(TASK_OPEN)
            .asks(RUN_NOT_STARTED)
            .asks(Reason.NOT_A_PARTY, "the member is the payer")
            .asks(Reason.USES_EXHAUSTED, "the task has that run")
            .asks(DEBIT)
            .reads(KeyKind.HOLD)
            .writes(KeyKind.ACCOUNT, KeyKind.HOLD);

    private static final CommandRow LOCK = CommandRow.of(SettlementCommand.LockDeposit.class)
            .asks(TASK_THERE)
            .asks(Reason.ALREADY_DECIDED, "the member has locked nothing for the run")
            .asks(TASK_OPEN)
            .asks(RUN_NOT_STARTED)
            .asks(Reason.NOT_A_PARTY, "terms name its deposit")
            .asks(Reason.USES_EXHAUSTED, "the task has that run")
            .asks(DEBIT)
            .reads(KeyKind.DEPOSIT)
            .writes(KeyKind.ACCOUNT, KeyKind.DEPOSIT);

    private static final CommandRow UNLOCK = CommandRow.of(SettlementCommand.Unlock.class)
            .asks(TASK_THERE)
            .asks(RUN_NOT_STARTED)
            .asks(Reason.FUNDS_MISSING, "the member has locked something for the run")
            .asks(CREDIT)
            .reads(KeyKind.HOLD, KeyKind.DEPOSIT)
            .writes(KeyKind.ACCOUNT, KeyKind.HOLD, KeyKind.DEPOSIT);

    private static final CommandRow PAY_OUT =
            CommandRow.of(SettlementCommand.PayOut.class).asks(DEBIT).writes(KeyKind.ACCOUNT, KeyKind.PAY_OUT);

    private static final CommandRow DISPUTE = CommandRow.of(SettlementCommand.OpenDispute.class)
            .asks(RUN_STARTED)
            .asks(Reason.ALREADY_DECIDED, "the run has no outcome, and the member has not disputed it")
            .asks(Reason.STATE_FORBIDS, "the run is RELEASED, WITHHELD, ABORTED or LATE")
            .asks(Reason.NOT_A_PARTY, "the member is a party or the payer")
            .asks(Reason.MANIFEST_MISMATCH, "the task has arbiters")
            .asks(Reason.WINDOW_OVER, "the window is open")
            .asks(DEBIT)
            .reads(KeyKind.PAUSE, KeyKind.DISPUTE)
            .writes(KeyKind.ACCOUNT, KeyKind.DISPUTE);

    private static final CommandRow RULE = CommandRow.of(SettlementCommand.Rule.class)
            .asks(RUN_STARTED)
            .asks(Reason.ALREADY_DECIDED, "the run has no outcome, and the arbiter has not ruled")
            .asks(
                    Reason.STATE_FORBIDS,
                    "the run has ended and is disputed; only one RELEASED or WITHHELD can be settled")
            .asks(Reason.NOT_A_PARTY, "the member is an arbiter; the verdict names only those bound or paid")
            .asks(Reason.WINDOW_OVER, "window and arbiters' time are not over")
            .reads(KeyKind.PAUSE, KeyKind.DISPUTE, KeyKind.RULING)
            .writes(KeyKind.RULING);

    private static final CommandRow CLOSE = CommandRow.of(SettlementCommand.CloseRun.class)
            .asks(RUN_STARTED)
            .asks(Reason.ALREADY_DECIDED, "the run has no outcome")
            .asks(Reason.STATE_FORBIDS, "it has ended, its window is over, and no ruling is awaited")
            .reads(KeyKind.PAUSE, KeyKind.DISPUTE, KeyKind.RULING)
            .writes(KeyKind.PAY, KeyKind.OUTCOME);

    private MoneyRows() {}

    static List<CommandRow> rows() {
        return List.of(PAY_IN, COLLECT, FUND, LOCK, UNLOCK, PAY_OUT, DISPUTE, RULE, CLOSE);
    }
}
