package io.datapact.protocols.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.protocols.ConfirmedLink;
import io.datapact.protocols.Fault;
import io.datapact.protocols.ProtocolException;
import io.datapact.protocols.SeededRandom;
import io.datapact.protocols.TestLinks;
import io.datapact.protocols.Watch;
import io.datapact.protocols.WorkPool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EcdhPsiTest {
    private static final WorkPool POOL = new WorkPool(2);
    private static final byte[] SESSION = "a session of sixteen bytes or more".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 100_000;

    @AfterAll
    static void stop() {
        POOL.close();
    }

    private static List<byte[]> texts(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<String> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
    }

    private static List<String> party(TestLinks links, int here, List<String> set, long seed) {
        ConfirmedLink link = new ConfirmedLink(links.link(here, 1 - here));
        EcdhPsi psi = new EcdhPsi(link, SESSION, new SeededRandom(seed), POOL, MOST);
        Blinded blinded = psi.blind(texts(set), Watch.NONE);
        Tags own = psi.exchange(blinded);
        ConfirmedLink.confirm(List.of(link));
        return Arrays.stream(own.positionsIn(blinded.tagsOfPeer()))
                .mapToObj(position -> set.get(blinded.indexAt(position)))
                .toList();
    }

    private static List<List<String>> run(TestLinks links, List<String> one, List<String> other) {
        return links.run(List.of(() -> party(links, 0, one, 11), () -> party(links, 1, other, 22)));
    }

    private static Set<String> oracle(List<String> one, List<String> other) {
        Set<String> common = new TreeSet<>(one);
        common.retainAll(new HashSet<>(other));
        return common;
    }

    @Test
    void both_find_what_a_plain_intersection_finds_in_the_same_order() {
        Random random = new Random(5);
        for (int round = 0; round < 6; round++) {
            List<String> one = random.ints(random.nextInt(200), 0, 300)
                    .distinct()
                    .mapToObj(i -> "é" + i)
                    .toList();
            List<String> other = random.ints(random.nextInt(200), 0, 300)
                    .distinct()
                    .mapToObj(i -> "é" + i)
                    .toList();
            List<List<String>> found = run(new TestLinks(2), one, other);
            assertThat(found.get(0)).isEqualTo(found.get(1));
            assertThat(new TreeSet<>(found.get(0))).isEqualTo(oracle(one, other));
        }
    }

    @Test
    void sets_of_several_batches_and_unequal_sizes_intersect() {
        List<List<String>> found = run(new TestLinks(2), range(0, 3000), range(2990, 3005));
        assertThat(found.get(1)).containsExactlyInAnyOrderElementsOf(range(2990, 3000));
    }

    @Test
    void empty_and_disjoint_sets_have_nothing_in_common() {
        assertThat(run(new TestLinks(2), List.of(), List.of())).containsExactly(List.of(), List.of());
        assertThat(run(new TestLinks(2), List.of("a"), List.of())).containsExactly(List.of(), List.of());
        assertThat(run(new TestLinks(2), List.of("a", ""), List.of("b"))).containsExactly(List.of(), List.of());
    }

    @Test
    void one_side_alone_can_open_with_the_tags_of_the_other() {
        TestLinks links = new TestLinks(2);
        List<String> one = range(0, 20);
        List<Blinded> halves = links.run(List.of(
                () -> new EcdhPsi(links.link(0, 1), SESSION, new SeededRandom(1), POOL, MOST)
                        .blind(texts(one), Watch.NONE),
                () -> new EcdhPsi(links.link(1, 0), SESSION, new SeededRandom(2), POOL, MOST)
                        .blind(texts(range(15, 40)), Watch.NONE)));
        int[] positions = halves.get(1).tagsOfPeer().positionsIn(halves.get(0).tagsOfPeer());
        assertThat(Arrays.stream(positions)
                        .mapToObj(p -> one.get(halves.get(0).indexAt(p)))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(range(15, 20));
    }

    @Test
    void progress_ends_at_the_total() {
        TestLinks links = new TestLinks(2);
        List<String> told = new ArrayList<>();
        links.run(List.of(
                () -> new EcdhPsi(links.link(0, 1), SESSION, new SeededRandom(1), POOL, MOST)
                        .blind(texts(range(0, 20)), (done, total) -> told.add(done + "/" + total)),
                () -> new EcdhPsi(links.link(1, 0), SESSION, new SeededRandom(2), POOL, MOST)
                        .blind(texts(range(0, 5)), Watch.NONE)));
        assertThat(told).containsExactly("25/25");
    }

    @Test
    void messages_are_shuffled_and_fresh_each_run() {
        List<List<byte[]>> messages = new ArrayList<>();
        for (int seed : List.of(1, 2)) {
            TestLinks links = new TestLinks(2);
            links.run(List.of(
                    () -> party(links, 0, List.of("same", "set"), seed),
                    () -> party(links, 1, List.of("same"), 100 + seed)));
            messages.add(links.received(1, 0));
        }
        assertThat(messages.get(0).get(1))
                .hasSize(64)
                .isNotEqualTo(messages.get(1).get(1));
    }

    @Test
    void tags_are_as_long_as_forty_bits_of_security_need() {
        assertThat(Tags.width(0, 5)).isEqualTo(5);
        assertThat(Tags.width(1, 1)).isEqualTo(5);
        assertThat(Tags.width(1 << 16, 1 << 16)).isEqualTo(9);
        assertThat(Tags.width(1 << 20, 1 << 20)).isEqualTo(10);
        assertThat(Tags.width(EcdhPsi.MOST_ITEMS, EcdhPsi.MOST_ITEMS)).isEqualTo(11);
    }

    @Test
    void duplicates_and_too_many_identifiers_are_refused_before_anything_is_sent() {
        TestLinks links = new TestLinks(2);
        assertFault(() -> party(links, 0, List.of("a", "b", "a"), 1), Fault.INPUT_REFUSED);
        assertFault(
                () -> new EcdhPsi(links.link(0, 1), SESSION, new SeededRandom(1), POOL, 2)
                        .blind(texts(range(0, 3)), Watch.NONE),
                Fault.INPUT_REFUSED);
        assertThatThrownBy(() -> links.run(List.of(() -> {
                    links.lose();
                    return links.link(1, 0).receive();
                })))
                .isInstanceOf(TestLinks.LostException.class);
    }

    @Test
    void a_peer_that_announces_another_protocol_or_too_many_is_refused() {
        assertGarbage(0, message -> new byte[8]);
        assertGarbage(0, message -> Arrays.copyOf(message, 7));
        assertGarbage(0, message -> with(message, 4, 0x7f));
        assertGarbage(0, message -> with(message, 4, 0xff));
    }

    @Test
    void a_peer_that_sends_no_elements_or_the_identity_or_a_wrong_count_is_refused() {
        assertGarbage(1, message -> Arrays.copyOf(message, message.length - 32));
        assertGarbage(1, message -> new byte[0]);
        assertGarbage(1, message -> new byte[message.length]);
        assertGarbage(1, message -> with(message, 31, 0xff));
        assertGarbage(1, message -> with(message, 0, message[0] | 1));
    }

    @Test
    void tags_of_a_wrong_length_are_refused() {
        assertGarbage(2, message -> Arrays.copyOf(message, message.length + 1));
    }

    private static byte[] with(byte[] message, int at, int value) {
        byte[] changed = message.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void assertGarbage(int message, UnaryOperator<byte[]> change) {
        TestLinks links = new TestLinks(2).changeOne(1, 0, message, change);
        assertFault(() -> run(links, range(0, 10), range(5, 15)), Fault.PEER_GARBAGE);
    }

    private static void assertFault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Fault fault) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @Test
    void a_flipped_bit_in_any_message_ends_both_sides_with_a_reason() {
        for (int message = 0; message < 5; message++) {
            for (int bit : List.of(0, 3, 7)) {
                TestLinks links =
                        new TestLinks(2).changeOne(1, 0, message, m -> with(m, bit / 8, m[bit / 8] ^ (1 << (bit % 8))));
                assertThatThrownBy(() -> run(links, range(0, 10), range(5, 15))).isInstanceOf(ProtocolException.class);
            }
        }
    }

    @Test
    void a_lost_peer_ends_the_run_with_the_links_reason() {
        TestLinks links = new TestLinks(2);
        List<RuntimeException> failures = new ArrayList<>();
        links.runAll(
                List.of(() -> party(links, 0, range(0, 10), 1), () -> {
                    links.link(1, 0).receive();
                    throw new IllegalStateException("gone");
                }),
                failures);
        assertThat(failures.getFirst()).isInstanceOf(TestLinks.LostException.class);
    }

    @Test
    void lists_that_hold_a_tag_twice_or_differ_in_width_do_not_match() {
        Tags tags = new Tags(2, new byte[] {1, 2, 3, 4});
        assertThat(tags.positionsIn(new Tags(2, new byte[] {3, 4}))).containsExactly(1);
        assertFault(() -> tags.positionsIn(new Tags(1, new byte[] {1})), Fault.PEERS_DISAGREE);
        assertFault(() -> tags.positionsIn(new Tags(2, new byte[] {1, 2, 1, 2})), Fault.PEERS_DISAGREE);
        assertThatThrownBy(() -> new Tags(3, new byte[4])).isInstanceOf(IllegalArgumentException.class);
    }
}
