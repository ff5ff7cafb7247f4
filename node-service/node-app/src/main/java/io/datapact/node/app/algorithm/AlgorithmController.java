package io.datapact.node.app.algorithm;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.node.algorithm.Algorithms;
import io.datapact.node.app.web.Answers;
import io.datapact.node.app.web.Parameters;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Registers plugins that are installed at this node as algorithms. */
@RestController
final class AlgorithmController {
    private final Algorithms algorithms;
    private final Answers answers;

    AlgorithmController(Algorithms algorithms, Answers answers) {
        this.algorithms = algorithms;
        this.answers = answers;
    }

    /** A version of an algorithm of this member, and the plugin that it is. */
    record Registration(AlgorithmId algorithm, long version, Code plugin) {}

    @PostMapping(path = "/v1/algorithms", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> register(@RequestBody Registration body) throws InterruptedException {
        return answers.of(
                "register-algorithm",
                Parameters.checked(() -> algorithms.register(body.algorithm(), body.version(), body.plugin())));
    }
}
