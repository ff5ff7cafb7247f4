package io.datapact.compute.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.memory.InMemoryChannels;
import org.junit.jupiter.api.Test;

class SendBudgetTest {
    @Test
    void all_channels_of_a_party_spend_one_budget() {
        try (InMemoryChannels mesh = InMemoryChannels.mesh(3)) {
            SendBudget budget = new SendBudget(100);
            PeerChannel first = budget.guard(mesh.channel(0, 1));
            PeerChannel second = budget.guard(mesh.channel(0, 2));
            first.send(new byte[60]);
            second.send(new byte[40]);
            assertThatThrownBy(() -> second.send(new byte[1]))
                    .isInstanceOfSatisfying(RunFailedException.class, failed -> {
                        assertThat(failed.failure()).isEqualTo(RunFailure.LIMIT);
                        assertThat(failed.peer()).hasValue(2);
                    });
            assertThat(second.totals().bytesSent()).isEqualTo(40);
        }
    }
}
