package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.task.Share;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static Share share(String member, long weight) {
        return new Share(new MemberId(member), weight);
    }

    private static List<Long> split(long amount, Share... shares) {
        return Sharing.split(amount, List.of(shares)).stream()
                .map(Sharing.Part::amount)
                .toList();
    }

    @Test
    void the_largest_remainders_get_what_is_left() {
        assertThat(split(100, share("a", 1), share("b", 1), share("c", 1))).containsExactly(34L, 33L, 33L);
        assertThat(split(10, share("a", 1), share("b", 2), share("c", 4))).containsExactly(1L, 3L, 6L);
        assertThat(split(1, share("c", 1), share("b", 1), share("a", 1))).containsExactly(1L, 0L, 0L);
        assertThat(split(7, share("a", 0), share("b", 3))).containsExactly(0L, 7L);
        assertThat(split(0, share("a", 1))).containsExactly(0L);
    }

    @Test
    void parts_sum_to_the_amount_and_differ_from_the_exact_part_by_less_than_a_unit() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long amount = random.nextLong(Bounds.MAXIMUM_AMOUNT + 1);
            List<Share> shares = new ArrayList<>();
            for (int m = 0; m <= random.nextInt(15); m++) {
                shares.add(share("m-" + m, random.nextLong(1_000_001)));
            }
            shares.add(share("z", 1));
            long total = shares.stream().mapToLong(Share::weight).sum();
            List<Sharing.Part> parts = Sharing.split(amount, shares);
            assertThat(parts.stream().mapToLong(Sharing.Part::amount).sum()).isEqualTo(amount);
            for (Share share : shares) {
                long part = parts.stream()
                        .filter(p -> p.member().equals(share.member()))
                        .findFirst()
                        .orElseThrow()
                        .amount();
                BigInteger exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(share.weight()));
                BigInteger given = BigInteger.valueOf(part).multiply(BigInteger.valueOf(total));
                assertThat(given.subtract(exact).abs()).isLessThan(BigInteger.valueOf(total));
            }
        }
    }
}
