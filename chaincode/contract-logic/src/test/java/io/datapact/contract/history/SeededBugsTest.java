package io.datapact.contract.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bug for each invariant, kept as a patch of its name: the histories of the default build find it, by that invariant.
 * A patch that fits the rules no more fails.
 */
@Tag("bugs")
class SeededBugsTest {
    /** What the default build plays. */
    private static final long HISTORIES = 10_000;

    private static final int FEWEST = 10;

    private static final Path PATCHES = Path.of("src/test/patches");
    private static final String SUFFIX = ".patch";

    @TempDir
    private Path folder;

    static List<String> invariants() throws IOException {
        try (Stream<Path> files = Files.list(PATCHES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("invariants")
    void the_histories_of_the_build_find_the_bug_by_its_invariant(String invariant) throws IOException {
        Patch patch = Patch.parse(Files.readString(PATCHES.resolve(invariant + SUFFIX)));

        List<String> broken = new PatchedRules(patch, folder).broken(HISTORIES);

        assertThat(broken.get(0)).as("%s", broken.get(1)).isEqualTo(invariant);
        assertThat(broken.get(1)).contains("replay with -Ddatapact.history.seed=");
    }

    @Test
    void each_invariant_has_its_bug() throws IOException {
        List<String> names = Player.invariants();
        assertThat(invariants()).containsExactlyInAnyOrderElementsOf(names).hasSizeGreaterThan(FEWEST);
    }

    @Test
    void a_patch_that_fits_nowhere_is_refused() {
        Patch patch = Patch.parse("--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-one\n+two\n");
        assertThat(patch.applied("x", "zero\none\n")).isEqualTo("zero\ntwo\n");
        assertThatThrownBy(() -> patch.applied("x", "zero\n")).hasMessageContaining("found 0");
        assertThatThrownBy(() -> patch.applied("x", "one\none\n")).hasMessageContaining("found 2");
    }
}
