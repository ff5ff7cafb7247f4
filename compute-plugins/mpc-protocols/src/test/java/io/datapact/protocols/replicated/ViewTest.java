package io.datapact.protocols.replicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.protocols.TestLinks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What one party receives must not depend on the others' inputs. A sanity check with fixed seeds: over many runs the
 * bytes of its messages are uniform for each input, by Pearson's chi-square with 255 degrees of freedom; the bound 340
 * is passed by chance with probability about 3 in 10,000, and the seeds are ones that do not.
 */
class ViewTest {
    private static final double BOUND = 340;
    private static final int RUNS = 60;
    private static final int CONFIRMATIONS = 2;

    private static List<List<byte[]>> views(int party, long secret) {
        List<List<byte[]>> views = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            TestLinks links = new TestLinks(3);
            Triads.run(links, run, triad -> {
                long[] values = {secret, secret, -secret, 0};
                SharedNumbers x = Triads.input(triad, 0, values);
                SharedNumbers y = Triads.input(triad, 1, values);
                InnerProducts products = new InnerProducts(triad, 1);
                products.add(0, x, y);
                return new Circuits(triad).atLeast(products.finish(), 10);
            });
            List<byte[]> view = new ArrayList<>();
            for (int peer = 0; peer < 3; peer++) {
                if (peer != party) {
                    List<byte[]> all = links.received(party, peer);
                    view.addAll(all.subList(0, all.size() - CONFIRMATIONS));
                }
            }
            views.add(view);
        }
        return views;
    }

    private static double chiSquare(List<List<byte[]>> views) {
        long[] counts = new long[256];
        long bytes = 0;
        for (List<byte[]> view : views) {
            for (byte[] message : view) {
                for (byte part : message) {
                    counts[part & 0xff]++;
                    bytes++;
                }
            }
        }
        double expected = bytes / 256.0;
        double sum = 0;
        for (long count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    @Test
    void messages_that_one_party_receives_look_uniform_whatever_the_inputs() {
        for (int party = 0; party < 3; party++) {
            for (long secret : List.of(0L, 1L, 0x0101010101010101L, -1L)) {
                assertThat(chiSquare(views(party, secret))).isLessThan(BOUND);
            }
        }
    }

    @Test
    void views_have_the_same_shape_whatever_the_inputs() {
        for (int party = 0; party < 3; party++) {
            assertThat(lengths(views(party, 0))).isEqualTo(lengths(views(party, Long.MAX_VALUE)));
        }
    }

    private static List<List<Integer>> lengths(List<List<byte[]>> views) {
        return views.stream()
                .map(view -> view.stream().map(message -> message.length).toList())
                .toList();
    }

    /** That the measure sees what it should: the same shares without their masks are far from uniform. */
    @Test
    void the_measure_finds_messages_that_are_not_masked() {
        List<List<byte[]>> plain = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            plain.add(List.of(new byte[64], new byte[64]));
        }
        assertThat(chiSquare(plain)).isGreaterThan(BOUND);
    }
}
