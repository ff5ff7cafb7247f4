package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.Payout;
import io.datapact.contract.testing.FixtureLedger;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** What must hold in every state, told from the state's values alone: contract.md section 8. */
final class Invariants {
    private static final String[] ONCE = {
        "outcome/", "input/", "closed/", "att/", "release/", "abort/", "rcpt/", "dispute/", "ruling/", "payout/"
    };

    private final FixtureLedger ledger;
    private final String history;
    private final long paidIn;
    private SortedMap<String, byte[]> before;

    Invariants(FixtureLedger ledger, String history) {
        this.ledger = ledger;
        this.history = history;
        this.before = ledger.state();
        this.paidIn = paidIn(before);
    }

    /** Looks at the state as it is now, and back at the one looked at before. */
    void hold() {
        SortedMap<String, byte[]> state = ledger.state();
        assertThat(free(state) + locked(state) + uncollected(state) + paidOut(state))
                .as(history)
                .isEqualTo(paidIn);
        assertThat(reservations(state)).as(history).isEqualTo(used(state));
        absorbing(before, state);
        outcomesPayWhatWasLocked(state);
        before = state;
    }

    /** The rows that decided the runs of the history. */
    List<Long> rows() {
        return prefix(ledger.state(), "outcome/").values().stream()
                .map(value -> read(Outcome.class, value).row())
                .toList();
    }

    void allMoneyIsFree() {
        hold();
        SortedMap<String, byte[]> state = ledger.state();
        assertThat(free(state) + paidOut(state)).as(history).isEqualTo(paidIn);
        assertThat(locked(state)).as(history).isZero();
    }

    void allReservationsAreResolved() {
        SortedMap<String, byte[]> state = ledger.state();
        long committed = prefix(state, "input/").keySet().stream()
                .filter(key -> read(RunInput.class, state.get(key)).status() == InputStatus.COMMITTED)
                .count();
        assertThat(used(state)).as(history).isEqualTo(committed);
    }

    /** What was written once is never written again. */
    private void absorbing(SortedMap<String, byte[]> before, SortedMap<String, byte[]> after) {
        for (String once : ONCE) {
            prefix(before, once)
                    .forEach((key, value) -> assertThat(Arrays.equals(value, after.get(key)))
                            .as("%s, %s", history, key)
                            .isTrue());
        }
    }

    private void outcomesPayWhatWasLocked(SortedMap<String, byte[]> state) {
        prefix(state, "outcome/").forEach((key, value) -> {
            String run = key.substring("outcome/".length());
            long paid = read(Outcome.class, value).postings().stream()
                    .mapToLong(Outcome.Posting::amount)
                    .sum();
            long held = prefix(state, "hold/" + run).values().stream()
                            .mapToLong(v -> read(Locked.class, v).amount())
                            .sum()
                    + prefix(state, "deposit/" + run + "/").values().stream()
                            .mapToLong(v -> read(Locked.class, v).amount())
                            .sum()
                    + bonds(state, "dispute/" + run + "/");
            assertThat(paid).as("%s, %s", history, key).isEqualTo(held);
        });
    }

    private static long paidIn(SortedMap<String, byte[]> state) {
        return prefix(state, "payin/").values().stream()
                .mapToLong(v -> read(Pay.class, v).amount())
                .sum();
    }

    private static long free(SortedMap<String, byte[]> state) {
        return prefix(state, "acct/").values().stream()
                .mapToLong(v -> read(Account.class, v).balance())
                .sum();
    }

    private static long paidOut(SortedMap<String, byte[]> state) {
        return prefix(state, "payout/").values().stream()
                .mapToLong(v -> read(Payout.class, v).amount())
                .sum();
    }

    private static long bonds(SortedMap<String, byte[]> state, String prefix) {
        return prefix(state, prefix).values().stream()
                .mapToLong(v -> read(Dispute.class, v).bond())
                .sum();
    }

    /** Holds, deposits and bonds of runs without an outcome. */
    private static long locked(SortedMap<String, byte[]> state) {
        long sum = 0;
        for (String kind : new String[] {"hold/", "deposit/", "dispute/"}) {
            for (String key : prefix(state, kind).keySet()) {
                String[] steps = key.split("/", -1);
                String run = steps[1] + "/" + steps[2] + "/" + steps[3];
                if (!state.containsKey("outcome/" + run)) {
                    sum += kind.equals("dispute/")
                            ? read(Dispute.class, state.get(key)).bond()
                            : read(Locked.class, state.get(key)).amount();
                }
            }
        }
        return sum;
    }

    private static long uncollected(SortedMap<String, byte[]> state) {
        long sum = 0;
        for (String kind : new String[] {"pay/", "payin/"}) {
            for (byte[] value : prefix(state, kind).values()) {
                Pay pay = read(Pay.class, value);
                sum += pay.collected() ? 0 : pay.amount();
            }
        }
        return sum;
    }

    private static long used(SortedMap<String, byte[]> state) {
        long total = uses(state, true);
        assertThat(uses(state, false)).as("uses of all periods").isEqualTo(total);
        return total;
    }

    private static long uses(SortedMap<String, byte[]> state, boolean total) {
        return prefix(state, "used/").entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/total") == total)
                .mapToLong(entry -> read(Usage.class, entry.getValue()).uses())
                .sum();
    }

    /** Two inputs a run, less those given back. */
    private static long reservations(SortedMap<String, byte[]> state) {
        long runs = prefix(state, "run/").values().stream()
                .map(v -> read(Run.class, v))
                .count();
        long returned = prefix(state, "input/").values().stream()
                .filter(v -> read(RunInput.class, v).status() == InputStatus.RETURNED)
                .count();
        return 2 * runs - returned;
    }

    private static SortedMap<String, byte[]> prefix(SortedMap<String, byte[]> state, String prefix) {
        return state.subMap(prefix, prefix + Character.MAX_VALUE);
    }

    private static <T extends Record> T read(Class<T> type, byte[] value) {
        return ((Parsed.Value<T>) RecordCodec.of(type).decode(value, 1 << 20)).value();
    }
}
