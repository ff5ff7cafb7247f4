package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.settlement.Outcome.Posting;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose deposit pays whom: a penalty that is spent pays nobody further. */
class SettlementRoutesTest {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final MemberId TELCO = new MemberId("telco-b");
    private static final MemberId CLEARING = new MemberId("clearing-c");
    private static final MemberId POOL = new MemberId("pool");

    private final TaskManifest manifest = Scenario.begun().fixture().aTask().build();

    private static Posting penalty(MemberId to, long amount, MemberId from) {
        return new Posting(to, amount, Settlement.PENALTY, from);
    }

    @Test
    void the_harmed_are_paid_out_of_one_penalty_after_the_other() {
        Settlement settlement = new Settlement(manifest, Optional.empty(), POOL);
        settlement.penalise(BANK, 10_000);
        settlement.penalise(TELCO, 4_000);
        settlement.penaltiesTo(List.of(CLEARING, POOL));
        assertThat(settlement.postings())
                .containsExactly(
                        penalty(CLEARING, 7_000, BANK), penalty(POOL, 3_000, BANK), penalty(POOL, 4_000, TELCO));
    }

    @Test
    void what_exceeds_the_price_goes_to_the_pool_out_of_what_is_left() {
        Settlement settlement = new Settlement(manifest, Optional.empty(), POOL);
        settlement.penalise(BANK, 10_000);
        settlement.penalise(CLEARING, 10_000);
        settlement.penaltiesToShares();
        assertThat(settlement.postings())
                .containsExactly(penalty(TELCO, 10_000, BANK), penalty(TELCO, 10_000, CLEARING));
    }
}
