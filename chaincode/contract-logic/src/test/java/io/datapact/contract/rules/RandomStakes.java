package io.datapact.contract.rules;

import static io.datapact.contract.testing.RecordCopy.with;

import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.DisputePolicy;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws what is at stake in a run, and tells it both to the rules and to the oracle. */
final class RandomStakes {
    private static final long LARGEST = 1L << 47;

    private final SettlementOracle.Stakes stakes;
    private final boolean attested;
    private final List<Long> weights = new ArrayList<>();
    private final SettlementTerms terms;

    RandomStakes(Random random) {
        this.attested = random.nextBoolean();
        long price = random.nextInt(6) == 0 ? 0 : amount(random);
        long fee = random.nextInt(4) == 0 ? price : random.nextLong(price + 1);
        SortedMap<String, Long> drawn = new TreeMap<>();
        SortedMap<String, Long> deposits = new TreeMap<>();
        for (String member : ConsortiumFixture.MEMBERS) {
            if (random.nextInt(4) > 0) {
                drawn.put(member, random.nextInt(3) == 0 ? 0 : random.nextLong(1_000_001));
            }
            if (random.nextInt(4) > 0) {
                deposits.put(member, amount(random));
            }
        }
        if (drawn.isEmpty() || (!attested && drawn.values().stream().allMatch(weight -> weight == 0))) {
            drawn.put("telco-b", 1L);
        }
        weights.addAll(drawn.values());
        boolean equal = drawn.values().stream().allMatch(weight -> weight == 0);
        SortedMap<String, Long> counted = new TreeMap<>(drawn);
        counted.replaceAll((member, weight) -> equal ? 1 : weight);
        this.stakes = new SettlementOracle.Stakes(
                "bank-a",
                price,
                member(random),
                fee,
                counted,
                deposits,
                member(random),
                amount(random),
                amount(random),
                random.nextInt(3) == 0 ? 0 : amount(random));
        this.terms = terms(drawn, deposits);
    }

    private SettlementTerms terms(SortedMap<String, Long> drawn, SortedMap<String, Long> deposits) {
        return new SettlementTerms(
                "CNY",
                stakes.price(),
                attested ? "attested/usage" : "fixed",
                drawn.entrySet().stream()
                        .map(share -> new Share(new MemberId(share.getKey()), attested ? 0 : share.getValue()))
                        .toList(),
                new MemberAmount(new MemberId(stakes.feeMember()), stakes.fee()),
                deposits.entrySet().stream()
                        .map(deposit -> new MemberAmount(new MemberId(deposit.getKey()), deposit.getValue()))
                        .toList(),
                new Arbiters(List.of(), 0));
    }

    private static String member(Random random) {
        return ConsortiumFixture.MEMBERS.get(random.nextInt(ConsortiumFixture.MEMBERS.size()));
    }

    /** Small ones, where remainders show, and large ones, where overflow would. */
    private static long amount(Random random) {
        return random.nextBoolean() ? random.nextInt(50) : random.nextLong(LARGEST);
    }

    SettlementOracle.Stakes stakes() {
        return stakes;
    }

    boolean attested() {
        return attested;
    }

    /** As attested, in the order of the terms. */
    List<Long> weights() {
        return List.copyOf(weights);
    }

    SettlementTerms terms() {
        return terms;
    }

    /** Gives everybody enough, asks no price per use, and makes the policy that of the stakes. */
    void prepare(Scenario scenario) {
        ConsortiumFixture.MEMBERS.forEach(
                member -> scenario.put(SettlementKeys.account(new MemberId(member), "CNY"), new Account(4 * LARGEST)));
        for (String owner : List.of("bank-a/loans", "telco-b/subscribers")) {
            scenario.edit(
                    DatasetKeys.version(new DatasetId(owner), 1),
                    v -> new DatasetVersion(
                            v.dataset(),
                            1,
                            v.schema(),
                            v.rowsBand(),
                            v.root(),
                            scenario.story().terms(0, List.of()),
                            0));
        }
        scenario.edit(MemberKeys.policy(1), this::policy);
    }

    private Policy policy(Policy p) {
        DisputePolicy disputes = new DisputePolicy(stakes.bond(), p.disputes().arbiterSeconds(), stakes.fault());
        Policy silent = with(p, "silencePenalty", stakes.silence());
        Policy free = with(silent, "releaseSharePercent", 0L);
        return with(with(free, "pool", new MemberId(stakes.pool())), "disputes", disputes);
    }
}
