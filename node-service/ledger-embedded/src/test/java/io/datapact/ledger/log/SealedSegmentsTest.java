package io.datapact.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.ledger.testing.SmallSegments;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that no start reads are looked through when an entry is asked for, and then no more. */
class SealedSegmentsTest {
    private static final int ENTRIES = 30;

    @TempDir
    private Path folder;

    private final AtomicLong read = new AtomicLong();

    @Test
    void looks_through_a_damaged_segment_once_for_the_entries_before_the_damage() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, LogDisk.real(), 100_000, (position, entry) -> {})) {
            for (int i = 0; i < ENTRIES; i++) {
                log.append(List.of(new byte[1_000]));
            }
        }
        Path segment = SmallSegments.in(folder).getFirst();
        SmallSegments.damage(segment, Files.size(segment) - 1);
        SealedSegments sealed = new SealedSegments(new SegmentPlaces(folder, counting(LogDisk.real())));
        assertThat(sealed.read(0)).hasSize(1_000);
        assertThat(read.get()).isGreaterThan(ENTRIES * 1_000);
        read.set(0);
        for (int i = 1; i < ENTRIES - 1; i++) {
            assertThat(sealed.read(i)).hasSize(1_000);
        }
        assertThat(read.get()).isLessThan(ENTRIES * 1_100);
        assertThatThrownBy(() -> sealed.read(ENTRIES - 1)).isInstanceOf(LogDamagedException.class);
        SmallSegments.damage(segment, Files.size(segment) - 1);
        assertThat(sealed.read(ENTRIES - 1)).as("after it was repaired").hasSize(1_000);
    }

    private LogDisk counting(LogDisk disk) {
        return proxy(LogDisk.class, (method, arguments) -> {
            Object result = call(method, disk, arguments);
            return result instanceof LogFile file ? counting(file) : result;
        });
    }

    private LogFile counting(LogFile file) {
        return proxy(LogFile.class, (method, arguments) -> {
            int wanted = method.getName().equals("read") ? ((ByteBuffer) arguments[0]).remaining() : 0;
            read.addAndGet(wanted);
            return call(method, file, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> calls.made(method, arguments)));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What a proxy does. */
    private interface Calls {
        Object made(Method method, Object[] arguments) throws Throwable;
    }
}
