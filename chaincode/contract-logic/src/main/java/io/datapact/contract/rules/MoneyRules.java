package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.Payout;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules of accounts, holds and deposits. */
final class MoneyRules {
    private MoneyRules() {}

    static void decide(RuleContext context, SettlementCommand command) {
        switch (command) {
            case SettlementCommand.PayIn c -> payIn(context, c);
            case SettlementCommand.Collect c -> collect(context, c);
            case SettlementCommand.FundTask c -> fund(context, c.run());
            case SettlementCommand.LockDeposit c -> deposit(context, c.run());
            case SettlementCommand.Unlock c -> unlock(context, c.run());
            case SettlementCommand.PayOut c -> payOut(context, c);
            case SettlementCommand.OpenDispute c -> throw ofTheirOwn();
            case SettlementCommand.Rule c -> throw ofTheirOwn();
            case SettlementCommand.CloseRun c -> throw ofTheirOwn();
        }
    }

    private static IllegalStateException ofTheirOwn() {
        return new IllegalStateException("disputes and CloseRun have rules of their own");
    }

    private static void payIn(RuleContext context, SettlementCommand.PayIn command) {
        boolean issuer = context.frame().currencies().stream()
                .filter(known -> known.currency().equals(command.currency()))
                .anyMatch(known -> known.issuer().equals(context.member()));
        require(issuer, Reason.CERTIFICATE_WRONG_ROLE, command.currency());
        require(context.has(MemberKeys.member(command.member())), Reason.NOT_A_PARTY, command.member());
        StateKey<Pay> key = SettlementKeys.payIn(command.currency(), command.reference());
        require(!context.has(key), Reason.KEY_IN_USE, command.reference());
        context.put(key, new Pay(command.member(), command.amount(), false));
        context.event("paid-in", command.member());
    }

    private static void collect(RuleContext context, SettlementCommand.Collect command) {
        MemberId member = context.member();
        String currency = command.currency();
        List<StateKey<Pay>> keys = Stream.concat(
                        command.payIns().stream().map(reference -> SettlementKeys.payIn(currency, reference)),
                        command.pays().stream().map(run -> SettlementKeys.pay(member, currency, run)))
                .toList();
        requireAll(context, keys, pay -> !pay.collected(), Reason.ALREADY_DECIDED);
        requireAll(context, keys, pay -> pay.member().equals(member), Reason.NOT_A_PARTY);
        long sum = 0;
        for (StateKey<Pay> key : keys) {
            Pay pay = context.need(key, Reason.FUNDS_MISSING, key.path());
            context.put(key, new Pay(pay.member(), pay.amount(), true));
            sum = add(sum, pay.amount());
        }
        credit(context, currency, sum);
        context.event("collected", member);
    }

    /** Refuses unless all pays that are there pass; names the first that does not. */
    private static void requireAll(RuleContext context, List<StateKey<Pay>> keys, Predicate<Pay> test, Reason reason) {
        for (StateKey<Pay> key : keys) {
            require(context.read(key).map(test::test).orElse(true), reason, key.path());
        }
    }

    private static void payOut(RuleContext context, SettlementCommand.PayOut command) {
        MemberId member = context.member();
        debit(context, command.currency(), command.amount());
        context.put(
                SettlementKeys.payOut(member, command.currency(), context.payload()),
                new Payout(command.amount(), command.order(), context.time()));
        context.event("paid-out", member);
    }

    private static void fund(RuleContext context, RunId run) {
        TaskManifest manifest = lockable(context, run, SettlementKeys.hold(run));
        MemberId member = context.member();
        require(member.equals(manifest.payer()), Reason.NOT_A_PARTY, member);
        require(run.run() <= manifest.limits().runs(), Reason.USES_EXHAUSTED, "/limits/runs");
        lock(
                context,
                SettlementKeys.hold(run),
                manifest.terms(),
                manifest.terms().price());
        context.event("task-funded", run);
    }

    private static void deposit(RuleContext context, RunId run) {
        MemberId member = context.member();
        StateKey<Locked> key = SettlementKeys.deposit(run, member);
        TaskManifest manifest = lockable(context, run, key);
        boolean named =
                manifest.terms().deposits().stream().map(MemberAmount::member).anyMatch(member::equals);
        require(named, Reason.NOT_A_PARTY, member);
        require(run.run() <= manifest.limits().runs(), Reason.USES_EXHAUSTED, "/limits/runs");
        lock(context, key, manifest.terms(), MoneyTermsChecks.deposit(manifest.terms(), member));
        context.event("deposit-locked", run);
    }

    /** The manifest of an open task whose run has not started and whose key is free. */
    private static TaskManifest lockable(RuleContext context, RunId run, StateKey<Locked> key) {
        Task task = TaskRules.task(context, run.task());
        require(!context.has(key), Reason.ALREADY_DECIDED, key.path());
        TaskStates.requireOpen(context.reader(), task, context.time());
        requireNotStarted(context, run);
        return task.manifest();
    }

    private static void lock(RuleContext context, StateKey<Locked> key, SettlementTerms terms, long amount) {
        debit(context, terms.currency(), amount);
        context.put(key, new Locked(context.member(), terms.currency(), amount));
    }

    /** Takes from the signer's balance; BALANCE_TOO_LOW where it holds less. */
    static void debit(RuleContext context, String currency, long amount) {
        MemberId member = context.member();
        long balance = balance(context, currency);
        require(balance >= amount, Reason.BALANCE_TOO_LOW, member);
        context.put(SettlementKeys.account(member, currency), new Account(balance - amount));
    }

    private static void unlock(RuleContext context, RunId run) {
        Task task = TaskRules.task(context, run.task());
        requireNotStarted(context, run);
        MemberId member = context.member();
        StateKey<Locked> hold = SettlementKeys.hold(run);
        StateKey<Locked> deposit = SettlementKeys.deposit(run, member);
        long sum = add(unlock(context, hold), unlock(context, deposit));
        boolean locked = isOwn(context, hold) || isOwn(context, deposit);
        require(locked, Reason.FUNDS_MISSING, member);
        credit(context, task.manifest().terms().currency(), sum);
        context.event("unlocked", run);
    }

    private static long unlock(RuleContext context, StateKey<Locked> key) {
        if (!isOwn(context, key)) {
            return 0;
        }
        context.delete(key);
        return context.read(key).map(Locked::amount).orElse(0L);
    }

    private static boolean isOwn(RuleContext context, StateKey<Locked> key) {
        Optional<Locked> locked = context.read(key);
        return locked.map(Locked::member).filter(context.member()::equals).isPresent();
    }

    private static void requireNotStarted(RuleContext context, RunId run) {
        RunStates.of(context.reader(), run, context.time())
                .ifPresent(state -> require(false, Reason.STATE_FORBIDS, state));
    }

    private static void credit(RuleContext context, String currency, long sum) {
        long balance = add(balance(context, currency), sum);
        context.put(SettlementKeys.account(context.member(), currency), new Account(balance));
    }

    private static long balance(RuleContext context, String currency) {
        return context.read(SettlementKeys.account(context.member(), currency))
                .map(Account::balance)
                .orElse(0L);
    }

    /** A sum within what accounts hold; both summands are, so there is no overflow. */
    private static long add(long left, long right) {
        long sum = left + right;
        require(sum <= Bounds.MAXIMUM_AMOUNT, Reason.QUOTA_EXCEEDED, "balance");
        return sum;
    }
}
