package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.Share;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits an amount by integer weights, to the minor unit: each gets the floor of its part, and what is left goes, a
 * unit each, to the largest remainders, ties by member id (Hare quota, largest remainder). The parts always sum to the
 * amount.
 */
final class Sharing {
    /** A member's part, minor units. */
    record Part(MemberId member, long amount) {}

    private record Quota(MemberId member, long floor, BigInteger remainder) {}

    private Sharing() {}

    /** Shares with attested weights, one each; all zero: equal ones. */
    static List<Share> weighted(List<Share> shares, List<Long> weights) {
        boolean equal = weights.stream().allMatch(weight -> weight == 0);
        List<Share> weighted = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            weighted.add(new Share(shares.get(i).member(), equal ? 1 : weights.get(i)));
        }
        return List.copyOf(weighted);
    }

    /**
     * The parts, sorted by member.
     *
     * @param amount minor units, at least 0
     * @param shares members distinct, at least one weight above 0
     */
    static List<Part> split(long amount, List<Share> shares) {
        BigInteger total =
                BigInteger.valueOf(shares.stream().mapToLong(Share::weight).sum());
        List<Quota> quotas = new ArrayList<>();
        long left = amount;
        for (Share share : shares) {
            BigInteger[] part = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(share.weight()))
                    .divideAndRemainder(total);
            quotas.add(new Quota(share.member(), part[0].longValueExact(), part[1]));
            left -= part[0].longValueExact();
        }
        quotas.sort(Comparator.comparing(Quota::remainder).reversed().thenComparing(Quota::member));
        List<Part> parts = new ArrayList<>();
        for (Quota quota : quotas) {
            parts.add(new Part(quota.member(), quota.floor() + (left > 0 ? 1 : 0)));
            left = Math.max(0, left - 1);
        }
        parts.sort(Comparator.comparing(Part::member));
        return List.copyOf(parts);
    }
}
