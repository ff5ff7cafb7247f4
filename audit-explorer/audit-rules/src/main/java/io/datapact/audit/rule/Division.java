package io.datapact.audit.rule;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.Share;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Divides an amount by weights: largest remainder (Hamilton's method), ties by member id, equal parts where all weights
 * are zero. The auditor's own arithmetic, apart from the rule book's.
 */
final class Division {
    private record Part(MemberId member, BigInteger whole, BigInteger rest) {}

    private Division() {}

    /**
     * Parts that add up to the amount.
     *
     * @param amount minor units, at least 0
     * @param shares at least one
     */
    static SortedMap<MemberId, Long> of(long amount, List<Share> shares) {
        boolean equal = shares.stream().allMatch(share -> share.weight() == 0);
        BigInteger total = shares.stream().map(share -> weight(share, equal)).reduce(BigInteger.ZERO, BigInteger::add);
        List<Part> parts = shares.stream()
                .map(share -> {
                    BigInteger[] division = BigInteger.valueOf(amount)
                            .multiply(weight(share, equal))
                            .divideAndRemainder(total);
                    return new Part(share.member(), division[0], division[1]);
                })
                .sorted(Comparator.comparing(Part::rest).reversed().thenComparing(Part::member))
                .toList();
        long left = amount
                - parts.stream()
                        .mapToLong(part -> part.whole().longValueExact())
                        .sum();
        SortedMap<MemberId, Long> divided = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            long extra = i < left ? 1 : 0;
            divided.merge(parts.get(i).member(), parts.get(i).whole().longValueExact() + extra, Long::sum);
        }
        return divided;
    }

    private static BigInteger weight(Share share, boolean equal) {
        return equal ? BigInteger.ONE : BigInteger.valueOf(share.weight());
    }
}
