package io.datapact.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.content.ContentStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryContentStoreTest {
    private static final UnixFsProfile SMALL = new UnixFsProfile("small", 1024, 4);
    private static final int LENGTH = 20_000;
    private static final long BOUND = 1 << 20;

    @TempDir
    private Path home;

    private DirectoryContentStore store;

    @BeforeEach
    void open() {
        store = DirectoryContentStore.open(home, SMALL, BOUND);
    }

    @Test
    void gives_back_what_was_put_whole_and_as_a_stream() throws IOException {
        ContentRecord record = store.put(GeneratedStream.counting(LENGTH));
        byte[] expected = GeneratedStream.counting(LENGTH).readAllBytes();
        assertThat(record.cid().value()).isEqualTo("bafybeihf6uwf26gkkz2tqut26zhouxlva7rpayijrw2m7davd2x6c3mpza");
        assertThat(store.get(record.cid(), LENGTH)).hasValue(expected);
        try (InputStream content = store.open(record.cid()).orElseThrow()) {
            assertThat(content.read()).isZero();
            assertThat(content.readNBytes(5_000)).isEqualTo(Arrays.copyOfRange(expected, 1, 5_001));
            assertThat(content.readAllBytes()).hasSize(LENGTH - 5_001);
            assertThat(content.read()).isEqualTo(-1);
        }
        assertThat(store.find(record.cid())).hasValue(record);
    }

    @Test
    void keeps_small_and_empty_content_as_one_block() {
        for (byte[] content : new byte[][] {{}, {1}, new byte[1024]}) {
            ContentRecord record = store.put(content);
            assertThat(record.cid().codec()).isEqualTo(Cid.Codec.RAW);
            assertThat(store.get(record.cid(), 1024)).hasValue(content);
        }
    }

    @Test
    void does_not_have_what_was_never_put_nor_a_block_within_another_content() {
        ContentRecord whole = store.put(GeneratedStream.counting(LENGTH));
        Cid leaf = new ContentBlocks(SMALL, BOUND)
                .identify(GeneratedStream.counting(1024))
                .cid();
        assertThat(store.has(whole.cid())).isTrue();
        assertThat(store.has(leaf)).isFalse();
        assertThat(store.open(leaf)).isEmpty();
        assertThat(store.get(leaf, LENGTH)).isEmpty();
    }

    @Test
    void survives_being_opened_again() {
        ContentRecord record = store.put(GeneratedStream.counting(LENGTH));
        assertThat(DirectoryContentStore.open(home, SMALL, BOUND).get(record.cid(), LENGTH))
                .isPresent();
    }

    @Test
    void names_every_damaged_block_and_never_gives_other_bytes() throws IOException {
        ContentRecord record = store.put(GeneratedStream.counting(LENGTH));
        byte[] expected = GeneratedStream.counting(LENGTH).readAllBytes();
        for (Path block : files("blocks")) {
            byte[] good = Files.readAllBytes(block);
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 4;
            Files.write(block, bad);
            assertKind(Kind.DAMAGED_BLOCK, () -> store.get(record.cid(), LENGTH));
            Files.write(block, Arrays.copyOf(good, good.length - 1));
            assertKind(Kind.DAMAGED_BLOCK, () -> store.get(record.cid(), LENGTH));
            Files.write(block, new byte[4 << 20]);
            assertKind(Kind.DAMAGED_BLOCK, () -> store.get(record.cid(), LENGTH));
            Files.delete(block);
            assertKind(Kind.MISSING_BLOCK, () -> store.get(record.cid(), LENGTH));
            Files.write(block, good);
        }
        assertThat(store.get(record.cid(), LENGTH)).hasValue(expected);
    }

    @Test
    void names_a_damaged_record() throws IOException {
        ContentRecord record = store.put(GeneratedStream.counting(LENGTH));
        Path file = files("records").getFirst();
        String good = Files.readString(file);
        for (String bad : List.of(
                "",
                good.substring(1),
                good + "\n",
                good.replace("size 20000", "size 020000"),
                good.replace("size 20000", "size -1"),
                good.replace("size 20000", "size 19999"),
                good.replace("profile small", "profile other"),
                good.replace("sha256 ", "sha512 "),
                good.replace(record.cid().value(), store.put(new byte[1]).cid().value()),
                good.replace(record.sha256().value(), "0".repeat(64)),
                "x".repeat(600))) {
            Files.writeString(file, bad);
            assertKind(Kind.DAMAGED_RECORD, () -> store.get(record.cid(), LENGTH));
        }
        assertThat(store.put(GeneratedStream.counting(LENGTH))).isEqualTo(record);
        assertThat(store.get(record.cid(), LENGTH)).isPresent();
    }

    @Test
    void putting_again_heals_damage() throws IOException {
        ContentRecord record = store.put(GeneratedStream.counting(LENGTH));
        for (Path block : files("blocks")) {
            Files.write(block, new byte[3]);
        }
        assertThat(store.put(GeneratedStream.counting(LENGTH))).isEqualTo(record);
        assertThat(store.get(record.cid(), LENGTH)).isPresent();
    }

    @Test
    void a_put_that_fails_leaves_nothing_visible_or_staged() throws IOException {
        InputStream broken = new SequenceInputStream(GeneratedStream.counting(LENGTH), GeneratedStream.failing());
        assertKind(Kind.UNAVAILABLE, () -> store.put(broken));
        assertKind(Kind.TOO_LARGE, () -> store.put(GeneratedStream.counting(BOUND + 1)));
        assertThat(files("blocks")).isEmpty();
        assertThat(files("records")).isEmpty();
        assertThat(files("staging")).isEmpty();
    }

    @Test
    void removes_what_a_crash_left_in_staging() throws IOException {
        Path left = Files.createDirectories(home.resolve("staging").resolve("0"));
        Files.write(left.resolve("half"), new byte[10]);
        DirectoryContentStore reopened = DirectoryContentStore.open(home, SMALL, BOUND);
        assertThat(files("staging")).isEmpty();
        assertThat(reopened.put(new byte[1]).sizeBytes()).isEqualTo(1);
    }

    @Test
    void refuses_to_read_more_into_memory_than_asked() {
        ContentRecord record = store.put(GeneratedStream.counting(LENGTH));
        assertKind(Kind.TOO_LARGE, () -> store.get(record.cid(), LENGTH - 1));
    }

    @Test
    void several_threads_may_put_the_same_content() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<ContentRecord>> puts = new ArrayList<>();
            for (int number = 0; number < 12; number++) {
                puts.add(threads.submit(() -> store.put(GeneratedStream.counting(LENGTH))));
            }
            for (Future<ContentRecord> put : puts) {
                assertThat(store.get(put.get().cid(), LENGTH)).isPresent();
            }
        }
    }

    @Test
    void refuses_a_home_that_cannot_be() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        assertKind(Kind.UNAVAILABLE, () -> DirectoryContentStore.open(file, BOUND));
    }

    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ContentStoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> found = Files.walk(home.resolve(folder))) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
