package io.datapact.contract.command;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import java.util.List;

/** Commands about money. Amounts are minor units. */
public sealed interface SettlementCommand extends Command {
    /** The currency's issuer records money received for a member (role market). */
    record PayIn(String currency, Digest reference, MemberId member, long amount) implements SettlementCommand {}

    /** A member takes pay-ins and pays into its balance. */
    record Collect(String currency, List<Digest> payIns, List<RunId> pays) implements SettlementCommand {
        public Collect {
            payIns = List.copyOf(payIns);
            pays = List.copyOf(pays);
        }
    }

    /** The payer locks the price of a run. */
    record FundTask(RunId run) implements SettlementCommand {}

    /** A member locks its deposit for a run. */
    record LockDeposit(RunId run) implements SettlementCommand {}

    /** Takes back what the member locked for a run that never started. */
    record Unlock(RunId run) implements SettlementCommand {}

    /** Settles a run by the agreed rule, from recorded facts alone. */
    record CloseRun(RunId run) implements SettlementCommand {}
}
