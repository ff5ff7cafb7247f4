package io.datapact.launcher.architecture;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the determinism rule against the rule book and the auditor's rules, and the rule itself against offenders. */
class DeterminismTest {

    @Test
    void rule_book_and_audit_rules_are_deterministic() {
        assertThat(underTheRule()).flatExtracting(Determinism::breaches).isEmpty();
    }

    @Test
    void rule_reaches_each_of_its_packages() {
        Set<String> reached = new TreeSet<>();
        underTheRule().forEach(type -> reached.add(type.getPackageName()));

        assertThat(Determinism.PACKAGES)
                .allMatch(root -> reached.stream().anyMatch(name -> name.startsWith(root)), "has classes");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AsksTheClock.class,
                HoldsAClock.class,
                ReadsAFile.class,
                StartsAThread.class,
                HoldsAFloat.class,
                DividesDoubles.class,
                ComparesThroughADouble.class,
                OrdersByHash.class,
                CopiesToASaltedSet.class,
                GroupsByHash.class
            })
    void offender_is_seen(Class<?> offender) {
        assertThat(Determinism.breaches(imported(offender))).isNotEmpty();
    }

    @Test
    void innocent_code_passes() {
        assertThat(Determinism.breaches(imported(Innocent.class))).isEmpty();
    }

    private static List<JavaClass> underTheRule() {
        return MainClasses.all().stream().filter(Determinism::applies).toList();
    }

    private static JavaClass imported(Class<?> type) {
        return new ClassFileImporter().importClass(type);
    }

    static final class AsksTheClock {
        long millis() {
            return Instant.now().toEpochMilli();
        }
    }

    record HoldsAClock(Clock clock) {}

    static final class ReadsAFile {
        boolean exists(Path path) {
            return Files.exists(path);
        }
    }

    static final class StartsAThread {
        void start(Runnable work) {
            Thread.ofVirtual().start(work);
        }
    }

    static final class HoldsAFloat {
        private final float[] weights = new float[1];

        int count() {
            return weights.length;
        }
    }

    static final class DividesDoubles {
        double half(long units) {
            return units / 2.0;
        }
    }

    static final class ComparesThroughADouble {
        boolean isLarge(Number units) {
            return units.doubleValue() > 1;
        }
    }

    static final class OrdersByHash {
        Map<String, String> copy(Map<String, String> entries) {
            return new HashMap<>(entries);
        }
    }

    static final class CopiesToASaltedSet {
        Set<String> copy(List<String> names) {
            return Set.copyOf(names);
        }
    }

    static final class GroupsByHash {
        Map<Integer, List<String>> byLength(Stream<String> names) {
            return names.collect(groupingBy(String::length));
        }
    }

    static final class Innocent {
        Map<String, Long> sorted(Map<String, Long> entries) {
            return new TreeMap<>(entries);
        }

        byte[] bytes(byte[] head) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length);
            bytes.writeBytes(head);
            return bytes.toByteArray();
        }
    }
}
