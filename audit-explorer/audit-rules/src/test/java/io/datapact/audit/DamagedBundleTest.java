package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleReader;
import io.datapact.audit.bundle.Repacking;
import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class DamagedBundleTest {
    private static final int FLIPS = 500;
    private static final long SEED = 20_260_921;

    private static final AuditStory STORY = new AuditStory().told();
    private static final byte[] BUNDLE = STORY.bundle();

    @Test
    void five_hundred_single_bit_flips_are_each_found_in_the_container() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(BUNDLE.length * 8);
            assertThat(read(flipped(bit)).faults()).as("bit %d", bit).isNotEmpty();
        }
    }

    @Test
    void a_flipped_bit_violates_a_rule() {
        Random random = new Random(SEED + 1);
        for (int i = 0; i < 20; i++) {
            int bit = random.nextInt(BUNDLE.length * 8);
            AuditReport report = TestBundles.verify(flipped(bit), TestBundles.roots(STORY.fixture));

            assertThat(report.rules(Verdict.VIOLATED)).as("bit %d", bit).contains("E01");
            assertThat(report.exitCode()).isEqualTo(AuditReport.VIOLATED);
        }
    }

    @Test
    void truncated_bundles_are_violated_and_the_rest_unverifiable() {
        for (int length : new int[] {0, 3, 4, 1_000, BUNDLE.length / 2, BUNDLE.length - 1}) {
            AuditReport report = TestBundles.verify(Arrays.copyOf(BUNDLE, length), TestBundles.roots(STORY.fixture));

            assertThat(report.rules(Verdict.VIOLATED)).as("%d bytes", length).contains("E01");
            assertThat(report.count(Verdict.HOLDS)).isZero();
            assertThat(report.exitCode()).isEqualTo(AuditReport.VIOLATED);
        }
    }

    @Test
    void garbage_is_violated_not_thrown() {
        Random random = new Random(SEED + 2);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[random.nextInt(5_000)];
            random.nextBytes(garbage);

            assertThat(TestBundles.verify(garbage, TestBundles.roots(STORY.fixture))
                            .exitCode())
                    .isEqualTo(AuditReport.VIOLATED);
        }
    }

    @Test
    void repacked_bundles_with_a_changed_file_never_hold() throws IOException {
        Random random = new Random(SEED + 3);
        List<String> paths = List.copyOf(Repacking.files(BUNDLE).keySet());
        for (int i = 0; i < 60; i++) {
            SortedMap<String, byte[]> files = Repacking.files(BUNDLE);
            String path = paths.get(random.nextInt(paths.size()));
            byte[] content = files.get(path);
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] repacked = Repacking.bundle(files);

            if (!Arrays.equals(repacked, BUNDLE)) {
                assertThat(TestBundles.verify(repacked, TestBundles.roots(STORY.fixture))
                                .exitCode())
                        .as(path)
                        .isEqualTo(AuditReport.VIOLATED);
            }
        }
    }

    private static byte[] flipped(int bit) {
        byte[] damaged = BUNDLE.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        return damaged;
    }

    private static Bundle read(byte[] bytes) throws IOException {
        return BundleReader.read(new ByteArrayInputStream(bytes), (position, content) -> {});
    }
}
