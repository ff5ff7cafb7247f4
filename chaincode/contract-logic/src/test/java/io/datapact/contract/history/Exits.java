package io.datapact.contract.history;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.Payout;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * No state without an exit: once pauses and windows are over, every run that has no outcome gets one, every lock of a run
 * that never started opens, every pay is collected, and all money is then on balances or paid out.
 */
final class Exits {
    static final String NAME = "ExitExists";

    private static final long LONG_MILLIS = 100 * 86_400_000L;

    private final World world;
    private final Store store;
    private final Judge judge;
    private final StateReader reader;
    private final long time;
    private int nonce;
    private Optional<String> stuck = Optional.empty();

    Exits(World world, Store reached, Judge judge) {
        this.world = world;
        this.store = reached.branch();
        this.judge = judge;
        this.reader = new StateReader(store);
        long paused = reader.read(MemberKeys.PAUSE).map(Pause::until).orElse(0L);
        this.time = Math.max(World.start() + LONG_MILLIS, paused) + LONG_MILLIS;
    }

    /** What is stuck. */
    Optional<String> fault() {
        for (byte[] bytes : List.copyOf(store.of("task").values())) {
            TaskManifest task = decoded(Task.class, bytes).manifest();
            for (long n = 1; n <= task.limits().runs(); n++) {
                leave(task, new RunId(task.task(), n));
            }
        }
        collect();
        SortedMap<String, Long> free = free();
        if (stuck.isEmpty() && !free.equals(paidIn())) {
            stuck = Optional.of("in the end " + free + " of " + paidIn() + " are free");
        }
        return stuck;
    }

    private void leave(TaskManifest task, RunId run) {
        if (reader.has(RunKeys.run(run))) {
            if (!reader.has(SettlementKeys.outcome(run))) {
                tell(task.payer().value(), new SettlementCommand.CloseRun(run));
            }
            return;
        }
        TreeMap<String, Locked> locks = new TreeMap<>();
        reader.read(SettlementKeys.hold(run))
                .ifPresent(hold -> locks.put(hold.member().value(), hold));
        task.terms()
                .deposits()
                .forEach(deposit -> reader.read(SettlementKeys.deposit(run, deposit.member()))
                        .ifPresent(locked -> locks.put(deposit.member().value(), locked)));
        locks.keySet().forEach(member -> tell(member, new SettlementCommand.Unlock(run)));
    }

    private void collect() {
        store.of("pay").forEach((key, bytes) -> {
            Pay pay = decoded(Pay.class, bytes);
            String[] path = key.split("/", -1);
            RunId run = new RunId(new TaskId(path[3] + "/" + path[4]), Long.parseLong(path[5]));
            if (!pay.collected()) {
                tell(path[1], new SettlementCommand.Collect(path[2], List.of(), List.of(run)));
            }
        });
        store.of("payin").forEach((key, bytes) -> {
            Pay pay = decoded(Pay.class, bytes);
            String[] path = key.split("/", -1);
            if (!pay.collected()) {
                Digest reference = new Digest(path[2]);
                tell(pay.member().value(), new SettlementCommand.Collect(path[1], List.of(reference), List.of()));
            }
        });
    }

    private void tell(String member, Command command) {
        Identity signer = Intent.vault(member, command).signer();
        nonce++;
        Header header = new Header(
                world.network(),
                signer.digest(),
                signer.role(),
                String.format("ffff%028x", nonce),
                time + Header.START_VALIDITY_MILLIS);
        Decision decision = judge.decide(Act.of(signer, header, command, time), store, reader);
        store.write(store.changes(decision));
        if (decision instanceof Decision.Rejected && stuck.isEmpty()) {
            stuck = Optional.of(command + " by " + member + " was refused: " + decision);
        }
    }

    private SortedMap<String, Long> free() {
        SortedMap<String, Long> sums = new TreeMap<>();
        store.of("acct")
                .forEach((key, bytes) -> sums.merge(
                        key.split("/", -1)[2], decoded(Account.class, bytes).balance(), Long::sum));
        store.of("payout")
                .forEach((key, bytes) -> sums.merge(
                        key.split("/", -1)[2], decoded(Payout.class, bytes).amount(), Long::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private SortedMap<String, Long> paidIn() {
        SortedMap<String, Long> sums = new TreeMap<>();
        store.of("payin")
                .forEach((key, bytes) -> sums.merge(
                        key.split("/", -1)[1], decoded(Pay.class, bytes).amount(), Long::sum));
        return sums;
    }

    private static <T extends Record> T decoded(Class<T> type, byte[] bytes) {
        return ((Parsed.Value<T>) RecordCodec.of(type).decode(bytes, StateReader.MAXIMUM_RECORD_BYTES)).value();
    }
}
