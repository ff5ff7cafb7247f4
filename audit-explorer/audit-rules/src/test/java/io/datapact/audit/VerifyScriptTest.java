package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.bundle.Repacking;
import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.pki.certificate.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script for auditors without Java, run by bash. {@code -Ddatapact.damages=50} tries more damages. */
class VerifyScriptTest {
    private static final int DAMAGES = Integer.getInteger("datapact.damages", 6);
    private static final long SEED = 20_260_922;
    private static final List<String> TOOLS = List.of("bash", "openssl", "jq", "sha256sum", "basenc", "dd");

    @TempDir
    private static Path folder;

    private static byte[] bundle;

    private record Run(int exitCode, String output) {}

    @BeforeAll
    static void writes_a_right_bundle() throws IOException, InterruptedException {
        for (String tool : TOOLS) {
            assumeTrue(isThere(tool), "expected the program " + tool + " to try the script with, found none");
        }
        AuditStory story = new AuditStory().told();
        bundle = story.bundle();
        Files.write(folder.resolve("verify.sh"), VerifyScript.bytes());
        Files.writeString(folder.resolve("root.pem"), pem(story.fixture));
    }

    @Test
    void accepts_the_right_bundle() throws IOException, InterruptedException {
        Run run = verify("right", bundle);

        assertThat(run.output()).contains("The bundle holds.").doesNotContain("FAILED");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void finds_every_flipped_bit() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        for (int i = 0; i < DAMAGES; i++) {
            int bit = random.nextInt(bundle.length * 8);
            byte[] damaged = bundle.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(verify("flip", damaged).exitCode()).as("bit %d", bit).isEqualTo(1);
        }
    }

    @Test
    void finds_a_flip_in_each_place_that_no_digest_covers() throws IOException, InterruptedException {
        int seal = indexOf("manifest.bank-a.dsse.json");
        int end = bundle.length - 22;
        // A checksum, the seal's key id and signature, the end record.
        for (int at : new int[] {14, indexOf("\"keyid\":\"", seal) + 12, indexOf("\"sig\":\"", seal) + 60, end + 8}) {
            byte[] damaged = bundle.clone();
            damaged[at] ^= 1;

            assertThat(verify("place", damaged).exitCode()).as("byte %d", at).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A03", "D02", "E01", "E05"})
    void finds_what_a_consistent_producer_did_wrong(String rule) throws IOException, InterruptedException {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>(WrongApprovals.byRule());
        stories.putAll(WrongRecords.byRule());
        AuditStory story = stories.get(rule).get().told();

        Run run = verify("wrong", story.bundle());

        assertThat(run.output()).contains("FAILED: ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void checks_a_task_s_bundle_as_far_as_it_goes_and_says_how_far() throws IOException, InterruptedException {
        TwoTasks story = (TwoTasks) new TwoTasks().told();
        Files.writeString(folder.resolve("task-root.pem"), pem(story.fixture));
        byte[] whole = story.taskBundle(story.beforeStart);
        SortedMap<String, byte[]> files = Repacking.files(whole);
        String proof = BundleLayout.inclusion(story.host.size() - 2);
        byte[] text = files.containsKey(proof) ? files.get(proof) : files.get(BundleLayout.inclusion(0));
        text[text.length / 2] ^= 1;

        Run right = run(Files.write(folder.resolve("task.zip"), whole), folder.resolve("task-root.pem"));
        Run wrong = run(
                Files.write(folder.resolve("task-wrong.zip"), Repacking.bundle(files)),
                folder.resolve("task-root.pem"));

        assertThat(right.output())
                .contains("entries stand in the log", "NOT CHECKED")
                .doesNotContain("FAILED");
        assertThat(right.exitCode()).isEqualTo(4);
        assertThat(wrong.output()).contains("FAILED: ledger/proofs/");
        assertThat(wrong.exitCode()).isEqualTo(1);
    }

    @Test
    void refuses_another_root() throws IOException, InterruptedException {
        Path other = Files.writeString(folder.resolve("other.pem"), pem(ConsortiumFixture.create()));
        Path zip = Files.write(folder.resolve("other.zip"), bundle);

        assertThat(run(zip, other).exitCode()).isEqualTo(1);
    }

    @Test
    void its_digest_is_published() throws IOException {
        Path readme = Path.of("..", "README.md");

        assertThat(Files.readString(readme)).contains(VerifyScript.digest().value());
        assertThat(VerifyScript.digest()).isEqualTo(Digest.of(VerifyScript.bytes()));
    }

    private static Run verify(String name, byte[] zip) throws IOException, InterruptedException {
        return run(Files.write(folder.resolve(name + ".zip"), zip), folder.resolve("root.pem"));
    }

    private static Run run(Path zip, Path root) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash", folder.resolve("verify.sh").toString(), zip.toString(), root.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static boolean isThere(String tool) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(tool, "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        }
    }

    private static int indexOf(String text) {
        return indexOf(text, 0);
    }

    private static int indexOf(String text, int from) {
        int index = new String(bundle, StandardCharsets.ISO_8859_1).indexOf(text, from);
        assertThat(index).isNotNegative();
        return index;
    }

    private static String pem(ConsortiumFixture fixture) {
        return Pem.write(Pem.CERTIFICATE, fixture.root().certificate().toBytes());
    }
}
