package io.datapact.node.settlement;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.Collect;
import io.datapact.contract.command.SettlementCommand.FundTask;
import io.datapact.contract.command.SettlementCommand.LockDeposit;
import io.datapact.contract.command.SettlementCommand.OpenDispute;
import io.datapact.contract.command.SettlementCommand.PayIn;
import io.datapact.contract.command.SettlementCommand.PayOut;
import io.datapact.contract.command.SettlementCommand.Rule;
import io.datapact.contract.command.SettlementCommand.Unlock;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.state.StateReader;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.Keyring;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead.KeyValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A member's money. All but pay-ins and rulings is signed with the node's key. Amounts are minor units. */
public final class Purse {
    private static final int LIMIT = LedgerQuery.ByPrefix.MAXIMUM_LIMIT;

    private final Ledger ledger;
    private final CommandDesk desk;
    private final Keyring keys;

    /** Acts for one member. */
    public Purse(Ledger ledger, CommandDesk desk, Keyring keys) {
        this.ledger = ledger;
        this.desk = desk;
        this.keys = keys;
    }

    /** Locks the price of a run. */
    public CommandDesk.Filed fund(RunId run) throws InterruptedException {
        return desk.file(keys.require(Role.NODE), new FundTask(run));
    }

    /** Locks this member's deposit for a run. */
    public CommandDesk.Filed deposit(RunId run) throws InterruptedException {
        return desk.file(keys.require(Role.NODE), new LockDeposit(run));
    }

    /** Takes back what was locked for a run that never started. */
    public CommandDesk.Filed unlock(RunId run) throws InterruptedException {
        return desk.file(keys.require(Role.NODE), new Unlock(run));
    }

    /** Settles a run. */
    public CommandDesk.Filed close(RunId run) throws InterruptedException {
        return desk.file(keys.require(Role.NODE), new CloseRun(run));
    }

    /**
     * Disputes how a run ended, and locks a bond.
     *
     * @param statement digest of the statement to the arbiters, which holds a 32-byte salt
     */
    public CommandDesk.Filed dispute(RunId run, Code cause, Digest statement) throws InterruptedException {
        return desk.file(keys.require(Role.NODE), new OpenDispute(run, cause, statement));
    }

    /** Rules on a disputed run, where this member is an arbiter; signed with an approver's key. */
    public CommandDesk.Filed rule(RunId run, Verdict verdict) throws InterruptedException {
        return desk.file(keys.require(Role.APPROVER), new Rule(run, verdict));
    }

    /**
     * Takes money out of the ledger.
     *
     * @param order digest of the payment order given to the issuer, which holds a 32-byte salt
     */
    public CommandDesk.Filed payOut(String currency, long amount, Digest order) throws InterruptedException {
        return desk.file(keys.require(Role.NODE), new PayOut(currency, amount, order));
    }

    /** Records money received for a member; signed with the issuer's market key. */
    public CommandDesk.Filed payIn(String currency, Digest reference, MemberId member, long amount)
            throws InterruptedException {
        return desk.file(keys.require(Role.MARKET), new PayIn(currency, reference, member, amount));
    }

    /**
     * Takes all that waits for this member in a currency, at most {@link Bounds#LIST} of each kind at once.
     *
     * @return empty if nothing waits
     */
    public Optional<CommandDesk.Filed> collect(String currency) throws InterruptedException {
        String payIns = "payin/" + currency + "/";
        String pays = "pay/" + keys.member() + "/" + currency + "/";
        List<Digest> references = waiting(payIns)
                .map(key -> new Digest(key.substring(payIns.length())))
                .toList();
        List<RunId> runs =
                waiting(pays).map(key -> run(key.substring(pays.length()))).toList();
        return references.isEmpty() && runs.isEmpty()
                ? Optional.empty()
                : Optional.of(desk.file(keys.require(Role.NODE), new Collect(currency, references, runs)));
    }

    /** Free balances by currency. */
    public SortedMap<String, Long> balances() {
        String prefix = "acct/" + keys.member() + "/";
        SortedMap<String, Long> balances = new TreeMap<>();
        for (KeyValue account :
                ledger.read(new LedgerQuery.ByPrefix(prefix, LIMIT)).values()) {
            balances.put(
                    account.key().substring(prefix.length()),
                    decode(Account.class, account).balance());
        }
        return balances;
    }

    private Stream<String> waiting(String prefix) {
        return ledger.read(new LedgerQuery.ByPrefix(prefix, LIMIT)).values().stream()
                .filter(found -> {
                    Pay pay = decode(Pay.class, found);
                    return !pay.collected() && pay.member().equals(keys.member());
                })
                .map(KeyValue::key)
                .limit(Bounds.LIST);
    }

    private static RunId run(String path) {
        int last = path.lastIndexOf('/');
        return new RunId(new TaskId(path.substring(0, last)), Long.parseLong(path.substring(last + 1)));
    }

    private static <T extends Record> T decode(Class<T> type, KeyValue found) {
        return switch (RecordCodec.of(type).decode(found.value().toBytes(), StateReader.MAXIMUM_RECORD_BYTES)) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String path, String detail) ->
                throw new IllegalStateException("expected a record under " + found.key() + ", found one malformed at '"
                        + path + "': " + detail);
        };
    }
}
