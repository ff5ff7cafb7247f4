package io.datapact.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DivisionTest {
    @Test
    void gives_what_is_left_to_the_largest_remainders_then_by_member() {
        assertThat(Division.of(100, shares(1, 1, 1))).isEqualTo(parts(34, 33, 33));
        assertThat(Division.of(10, shares(6, 3, 0))).isEqualTo(parts(7, 3, 0));
        assertThat(Division.of(5, shares(0, 0, 0))).isEqualTo(parts(2, 2, 1));
        assertThat(Division.of(0, shares(1, 2, 3))).isEqualTo(parts(0, 0, 0));
    }

    @Test
    void adds_up_to_the_amount_and_stays_within_one_of_each_quota() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long amount = random.nextLong(1L << 53);
            long[] weights = {random.nextLong(1_000_001), random.nextLong(1_000_001), 1 + random.nextLong(1_000_000)};
            Map<MemberId, Long> parts = Division.of(amount, shares(weights));

            assertThat(parts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(amount);
            double total = weights[0] + weights[1] + weights[2];
            for (int member = 0; member < weights.length; member++) {
                double quota = amount * (weights[member] / total);
                assertThat((double) parts.get(member(member))).isBetween(quota - 8, quota + 8);
            }
        }
    }

    private static List<Share> shares(long... weights) {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            shares.add(new Share(member(i), weights[i]));
        }
        return shares;
    }

    private static Map<MemberId, Long> parts(long first, long second, long third) {
        return Map.of(member(0), first, member(1), second, member(2), third);
    }

    private static MemberId member(int i) {
        return new MemberId("member-" + i);
    }
}
