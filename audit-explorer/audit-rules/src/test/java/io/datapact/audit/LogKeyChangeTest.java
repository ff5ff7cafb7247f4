package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.bundle.Repacking;
import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A log whose key the members replaced twice, in bundles of both classes. */
class LogKeyChangeTest {
    private static final RotatedStory STORY = new RotatedStory();
    private static byte[] complete;
    private static byte[] ofTask;

    @BeforeAll
    static void tell() {
        STORY.told();
        complete = STORY.bundle();
        ofTask = STORY.taskBundle(STORY.beforeStart);
    }

    private static boolean checkpointsHold(byte[] bundle) {
        AuditReport report = TestBundles.verify(bundle, TestBundles.roots(STORY.fixture));
        assertThat(report.rules(Verdict.HOLDS).contains("E03"))
                .as(report.text())
                .isNotEqualTo(report.rules(Verdict.VIOLATED).contains("E03"));
        return report.rules(Verdict.HOLDS).contains("E03");
    }

    private static byte[] replaced(byte[] bundle, String path, String text) throws IOException {
        SortedMap<String, byte[]> files = Repacking.files(bundle);
        assertThat(files).containsKey(path);
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return Repacking.bundle(files);
    }

    private static byte[] without(byte[] bundle, String path) throws IOException {
        SortedMap<String, byte[]> files = Repacking.files(bundle);
        assertThat(files.remove(path)).isNotNull();
        return Repacking.bundle(files);
    }

    private static String text(byte[] bundle, String path) throws IOException {
        return new String(Repacking.files(bundle).get(path), StandardCharsets.UTF_8);
    }

    private static String handover(int index) {
        return BundleLayout.handover(STORY.ring.keys().handovers().get(index).size());
    }

    @Test
    void is_right_in_bundles_of_both_classes() {
        assertThat(STORY.ring.keys().handovers()).hasSize(2);
        for (byte[] bundle : List.of(complete, ofTask)) {
            AuditReport report = TestBundles.verify(bundle, TestBundles.roots(STORY.fixture));
            assertThat(report.findings()).as(report.text()).isEmpty();
            assertThat(report.exitCode()).isZero();
        }
    }

    @Test
    void finds_a_missing_handover() throws IOException {
        for (int at : List.of(0, 1)) {
            assertThat(checkpointsHold(without(complete, handover(at)))).isFalse();
            assertThat(checkpointsHold(without(ofTask, handover(at)))).isFalse();
        }
    }

    @Test
    void finds_a_handover_with_one_signature() throws IOException {
        for (byte[] bundle : List.of(complete, ofTask)) {
            SignedNote whole = ((Parsed.Value<SignedNote>) SignedNote.parse(text(bundle, handover(0)))).value();
            for (SignedNote.Line line : whole.signatures()) {
                String one = new SignedNote(whole.text(), List.of(line)).write();
                assertThat(checkpointsHold(replaced(bundle, handover(0), one))).isFalse();
            }
        }
    }

    @Test
    void finds_a_former_key_that_signs_the_last_checkpoint() throws IOException {
        for (byte[] bundle : List.of(complete, ofTask)) {
            String right = text(bundle, BundleLayout.CHECKPOINT);
            String signed = right.substring(0, right.indexOf("\n\n") + 1);
            String wrong = STORY.ring.first().sign(signed).write();
            assertThat(checkpointsHold(replaced(bundle, BundleLayout.CHECKPOINT, wrong)))
                    .isFalse();
        }
    }

    @Test
    void finds_a_handover_that_no_entry_decided() throws IOException {
        NoteSigner thief = STORY.ring.fresh();
        long size = STORY.ring.keys().handovers().getFirst().size() - 1;
        LogKeys invented =
                LogKeys.of(STORY.ring.first().key()).with(size, thief.key().publicKey());
        String text = invented.head(size, STORY.host.root(size), STORY.host.stateRoot(size))
                .text();
        String forged = thief.sign(STORY.ring.first().sign(text)).write();
        SortedMap<String, byte[]> files = Repacking.files(complete);
        files.remove(handover(0));
        files.remove(handover(1));
        files.put(BundleLayout.handover(size), forged.getBytes(StandardCharsets.UTF_8));
        String last = LogKeys.of(thief.key())
                .head(STORY.host.size(), STORY.host.root(), STORY.host.stateRoot(STORY.host.size()))
                .text();
        files.put(BundleLayout.CHECKPOINT, thief.sign(last).write().getBytes(StandardCharsets.UTF_8));
        assertThat(checkpointsHold(Repacking.bundle(files))).isFalse();
    }

    @Test
    void finds_a_handover_of_another_log() throws IOException {
        String right = text(ofTask, handover(0));
        String path = handover(0);
        long size = BundleLayout.size(path).orElseThrow();
        NoteSigner first = STORY.ring.first();
        NoteSigner other = STORY.ring.fresh();
        LogKeys keys = LogKeys.of(first.key()).with(size, other.key().publicKey());
        String text = keys.head(size, STORY.host.root(size - 1), STORY.host.stateRoot(size))
                .text();
        assertThat(right).isNotEqualTo(text);
        String forged = other.sign(first.sign(text)).write();
        assertThat(checkpointsHold(replaced(ofTask, path, forged))).isFalse();
    }
}
