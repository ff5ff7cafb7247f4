package io.datapact.node.app.dataset;

import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.DatasetId;
import io.datapact.node.app.web.Answers;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.app.web.ProblemException;
import io.datapact.node.dataset.Datasets;
import io.datapact.node.identity.Keyring;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Registers this member's datasets, imports and publishes their versions, withdraws them. */
@RestController
final class DatasetController {
    private final Datasets datasets;
    private final DataFolder folder;
    private final Keyring keys;
    private final Answers answers;

    DatasetController(Datasets datasets, DataFolder folder, Keyring keys, Answers answers) {
        this.datasets = datasets;
        this.folder = folder;
        this.keys = keys;
        this.answers = answers;
    }

    /** A dataset, and the one it was derived from. */
    record Registration(DatasetId dataset, Optional<DatasetId> lineage) {}

    /** The next version of a dataset; {@code file} relative to the node's data folder, or absolute within it. */
    record Version(DatasetId dataset, long version, Schema schema, String file, Terms terms) {}

    @PostMapping(path = "/v1/datasets", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> register(@RequestBody Registration body) throws InterruptedException {
        return answers.of("register-dataset", datasets.register(body.dataset(), body.lineage()));
    }

    @DeleteMapping("/v1/datasets")
    ResponseEntity<Record> withdraw(@RequestParam String dataset) throws InterruptedException {
        return answers.of("withdraw-dataset", datasets.withdraw(Parameters.read("dataset", dataset, DatasetId::new)));
    }

    @PostMapping(path = "/v1/datasets/versions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> publish(@RequestBody Version body) throws InterruptedException {
        if (!body.dataset().member().equals(keys.member())) {
            throw ProblemException.malformed(
                    "/dataset",
                    "expected a dataset of " + keys.member() + ", found one of "
                            + body.dataset().member());
        }
        Path file = folder.find(body.file());
        return switch (Parameters.checked(
                () -> datasets.publish(body.dataset(), body.version(), body.schema(), file, body.terms()))) {
            case Datasets.Published.Filed filed -> answers.of("publish-version", filed.filed());
            case Datasets.Published.BadFile bad ->
                ResponseEntity.unprocessableContent()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(BadTable.of(bad.problems()));
        };
    }
}
