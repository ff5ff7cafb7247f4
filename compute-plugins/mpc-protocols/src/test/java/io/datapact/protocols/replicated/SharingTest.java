package io.datapact.protocols.replicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.protocols.Fault;
import io.datapact.protocols.ProtocolException;
import io.datapact.protocols.SeededRandom;
import io.datapact.protocols.TestLinks;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every operation against plain arithmetic. */
class SharingTest {
    private static final long[] EDGES = {
        0, 1, -1, 2, -2, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1, 1L << 32, -(1L << 32)
    };

    private static long[] values(long seed, int random) {
        return java.util.stream.LongStream.concat(Arrays.stream(EDGES), new Random(seed).longs(random))
                .toArray();
    }

    private static long[] numbers(Function<Triad, SharedNumbers> steps) {
        return Triads.opened(Triads.run(9, steps));
    }

    private static long[] words(Function<Triad, SharedWords> steps) {
        return Triads.openedWords(Triads.run(9, steps));
    }

    @Test
    void inputs_of_every_owner_are_shared_and_opened() {
        long[] values = values(1, 20_000);
        for (int owner = 0; owner < 3; owner++) {
            int of = owner;
            assertThat(numbers(triad -> Triads.input(triad, of, values))).isEqualTo(values);
        }
        assertThat(numbers(triad -> Triads.input(triad, 0, new long[0]))).isEmpty();
    }

    @Test
    void linear_operations_agree_with_plain_arithmetic() {
        long[] x = values(1, 50);
        long[] y = values(2, 50);
        assertThat(numbers(t -> Triads.input(t, 0, x).plus(Triads.input(t, 1, y))))
                .isEqualTo(each(x, y, 1));
        assertThat(numbers(t -> Triads.input(t, 2, x).minus(Triads.input(t, 1, y))))
                .isEqualTo(each(x, y, -1));
        assertThat(numbers(t -> Triads.input(t, 1, x).plus(-7)))
                .isEqualTo(Arrays.stream(x).map(v -> v - 7).toArray());
        assertThat(numbers(t -> Triads.input(t, 1, x).sums(1)))
                .containsExactly(Arrays.stream(x).sum());
        assertThat(numbers(
                        t -> Triads.input(t, 1, new long[] {1, 2, 3, 4}).sums(2).pick(new int[] {1, 0, 1})))
                .containsExactly(7, 3, 7);
        assertThat(numbers(t -> t.zeros(2).then(Triads.input(t, 1, x)).slice(1, 3)))
                .containsExactly(0, x[0], x[1]);
    }

    private static long[] each(long[] x, long[] y, long factor) {
        return IntStream.range(0, x.length).mapToLong(i -> x[i] + factor * y[i]).toArray();
    }

    @Test
    void inner_products_in_blocks_agree_with_plain_arithmetic() {
        long[] x = values(3, 300);
        long[] y = values(4, 300);
        long plain = IntStream.range(0, x.length).mapToLong(i -> x[i] * y[i]).sum();
        assertThat(numbers(t -> {
                    SharedNumbers a = Triads.input(t, 0, x);
                    SharedNumbers b = Triads.input(t, 1, y);
                    InnerProducts products = new InnerProducts(t, 3);
                    products.add(0, a, b);
                    products.add(1, a.slice(0, 100), b.slice(0, 100));
                    products.add(1, a.slice(100, a.size() - 100), b.slice(100, a.size() - 100));
                    return products.finish();
                }))
                .containsExactly(plain, plain, 0);
    }

    @Test
    void products_of_one_party_s_inputs_work_too() {
        assertThat(numbers(t -> {
                    SharedNumbers a = Triads.input(t, 2, new long[] {-3});
                    InnerProducts products = new InnerProducts(t, 1);
                    products.add(0, a, a);
                    return products.finish();
                }))
                .containsExactly(9);
    }

    @Test
    void bits_of_shared_numbers_are_the_numbers_bits() {
        long[] x = values(5, 200);
        assertThat(words(t -> new Circuits(t).bits(Triads.input(t, 0, x)))).isEqualTo(x);
        assertThat(words(t -> new Circuits(t).bits(Triads.input(t, 1, x).minus(Triads.input(t, 2, x)))))
                .containsOnly(0);
    }

    @Test
    void word_operations_agree_with_plain_ones() {
        long[] x = values(6, 40);
        long[] y = values(7, 40);
        assertThat(words(t -> {
                    Circuits circuits = new Circuits(t);
                    SharedWords a = circuits.bits(Triads.input(t, 0, x));
                    SharedWords b = circuits.bits(Triads.input(t, 1, y));
                    return circuits.and(a, b)
                            .then(circuits.add(a, b))
                            .then(a.xor(b))
                            .then(a.not())
                            .then(a.topmostBits())
                            .then(a.shiftedUp(3))
                            .then(b.pick(new int[] {3, 3, 0}));
                }))
                .isEqualTo(java.util.stream.Stream.<java.util.function.LongBinaryOperator>of(
                                (a, b) -> a & b,
                                Long::sum,
                                (a, b) -> a ^ b,
                                (a, b) -> ~a,
                                (a, b) -> a >> 63,
                                (a, b) -> a << 3)
                        .map(operator -> IntStream.range(0, x.length).mapToLong(i -> operator.applyAsLong(x[i], y[i])))
                        .reduce(java.util.stream.LongStream::concat)
                        .map(all -> java.util.stream.LongStream.concat(
                                all, java.util.stream.LongStream.of(y[3], y[3], y[0])))
                        .orElseThrow()
                        .toArray());
    }

    @Test
    void comparison_with_a_bound_agrees_with_plain_comparison() {
        long[] x = IntStream.rangeClosed(-20, 40).asLongStream().toArray();
        for (long bound : List.of(0L, 1L, 10L, -5L, 1_000_000L)) {
            assertThat(words(t -> new Circuits(t).atLeast(Triads.input(t, 0, x), bound)))
                    .isEqualTo(Arrays.stream(x).map(v -> v >= bound ? -1 : 0).toArray());
        }
    }

    @Test
    void output_shares_open_to_the_words_and_are_fresh() {
        long[] x = values(8, 20);
        List<long[]> shares = Triads.run(9, t -> {
            Circuits circuits = new Circuits(t);
            return circuits.outputShare(circuits.bits(Triads.input(t, 0, x)));
        });
        long[] opened = IntStream.range(0, x.length)
                .mapToLong(i -> shares.get(0)[i] ^ shares.get(1)[i] ^ shares.get(2)[i])
                .toArray();
        assertThat(opened).isEqualTo(x);
        assertThat(shares)
                .allSatisfy(share ->
                        assertThat(Arrays.stream(share).distinct().count()).isEqualTo(x.length));
    }

    @Test
    void a_flipped_bit_in_any_message_ends_the_run_with_a_reason() {
        long[] x = {1, 2, 3};
        for (int message = 0; message < 11; message++) {
            TestLinks links = new TestLinks(3).changeOne(1, 0, message, m -> {
                byte[] changed = m.clone();
                changed[0] ^= 4;
                return changed;
            });
            assertThatThrownBy(() -> Triads.run(links, 9, t -> bits(t, x))).isInstanceOf(ProtocolException.class);
        }
    }

    private static SharedWords bits(Triad triad, long[] values) {
        return new Circuits(triad).bits(Triads.input(triad, 0, values).plus(Triads.input(triad, 1, values)));
    }

    /** From, to, number: the key, the input, the first and the last round. */
    @Test
    void a_message_of_a_wrong_length_is_garbage() {
        for (int[] place : new int[][] {{1, 0, 0}, {0, 1, 0}, {2, 1, 1}, {0, 2, 8}}) {
            TestLinks links =
                    new TestLinks(3).changeOne(place[0], place[1], place[2], m -> Arrays.copyOf(m, m.length - 1));
            assertThatThrownBy(() -> Triads.run(links, 9, t -> bits(t, new long[] {5})))
                    .isInstanceOfSatisfying(
                            ProtocolException.class, e -> assertThat(e.fault()).isEqualTo(Fault.PEER_GARBAGE));
        }
    }

    @Test
    void a_lost_party_ends_the_others() {
        TestLinks links = new TestLinks(3);
        List<RuntimeException> failures = new java.util.ArrayList<>();
        links.runAll(
                List.of(
                        () -> Triads.party(links, 0, 9, t -> bits(t, new long[] {5})),
                        () -> Triads.party(links, 1, 9, t -> bits(t, new long[] {5})),
                        () -> {
                            links.link(2, 1).send(new byte[32]);
                            throw new IllegalStateException("gone");
                        }),
                failures);
        assertThat(failures.subList(0, 2)).allSatisfy(e -> assertThat(e).isInstanceOf(TestLinks.LostException.class));
    }

    @Test
    void refuses_sizes_and_indexes_that_do_not_fit() {
        TestLinks links = new TestLinks(3);
        assertThatThrownBy(() -> Triad.join(3, links.link(0, 2), links.link(0, 1), new SeededRandom(1)))
                .isInstanceOf(IllegalArgumentException.class);
        List<Boolean> refused = Triads.run(9, t -> {
            SharedNumbers two = t.zeros(2);
            assertThatThrownBy(() -> two.plus(t.zeros(3))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new InnerProducts(t, 1).add(0, two, t.zeros(3)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> t.shareOf(t.index(), 1)).isInstanceOf(IllegalArgumentException.class);
            return true;
        });
        assertThat(refused).containsExactly(true, true, true);
    }
}
