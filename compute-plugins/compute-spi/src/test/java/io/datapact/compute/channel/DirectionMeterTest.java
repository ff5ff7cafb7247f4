package io.datapact.compute.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DirectionMeterTest {
    private final DirectionMeter meter =
            new DirectionMeter(2, new ChannelLimits(4, 1 << 16, 10, Duration.ofSeconds(1)));

    @Test
    void a_message_above_the_bound_is_refused_by_name_and_not_counted() {
        meter.count(new byte[4]);
        assertFails(RunFailure.MESSAGE_TOO_LARGE, 5);
        assertThat(meter.read().messages()).isEqualTo(1);
        assertThat(meter.read().bytes()).isEqualTo(4);
    }

    @Test
    void a_total_above_the_limit_is_refused_by_name_and_not_counted() {
        meter.count(new byte[4]);
        meter.count(new byte[4]);
        assertFails(RunFailure.LIMIT, 3);
        meter.count(new byte[2]);
        assertThat(meter.read().bytes()).isEqualTo(10);
    }

    private void assertFails(RunFailure expected, int length) {
        assertThatThrownBy(() -> meter.count(new byte[length]))
                .isInstanceOfSatisfying(RunFailedException.class, failed -> {
                    assertThat(failed.failure()).isEqualTo(expected);
                    assertThat(failed.peer()).hasValue(2);
                });
    }
}
