package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    private static final RunId RUN = new RunId(new TaskId("bank-a/2026-000001"), 1);
    private static final Code TABLE = new Code("table");

    @TempDir
    private Path home;

    @Test
    void keeps_a_result_whole_and_again() throws IOException {
        ResultFolder results = new ResultFolder(home.resolve("results"));
        assertThat(results.read(RUN, TABLE)).isEmpty();
        results.write(RUN, TABLE, "a,b\n1,2\n");
        results.write(RUN, TABLE, "a\n");
        assertThat(results.read(RUN, TABLE)).contains("a\n");
        assertThat(files()).hasSize(1);
    }

    @Test
    void says_that_its_storage_fails_and_keeps_the_result_once_it_is_mended() throws IOException {
        ResultFolder results = new ResultFolder(home.resolve("results"));
        Files.delete(home.resolve("results"));
        Files.writeString(home.resolve("results"), "in the way");
        assertThatThrownBy(() -> results.write(RUN, TABLE, "a\n"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot keep the result " + home.resolve("results"));
        Files.delete(home.resolve("results"));
        results.write(RUN, TABLE, "a\n");
        assertThat(results.read(RUN, TABLE)).contains("a\n");
    }

    @Test
    void says_that_a_result_cannot_be_read() throws IOException {
        ResultFolder results = new ResultFolder(home.resolve("results"));
        results.write(RUN, TABLE, "a\n");
        Files.write(files().getFirst(), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> results.read(RUN, TABLE))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot read the result");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
