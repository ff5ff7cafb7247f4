package io.datapact.node.app.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.run.RunId;
import io.datapact.node.app.log.OperatorMessages;
import io.datapact.node.app.web.Answers;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.app.web.ProblemException;
import io.datapact.node.run.ResultFolder;
import io.datapact.node.run.RunStarter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts runs, shows how far they are, gives results. */
@RestController
final class RunController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final RunStarter starter;
    private final RunViews views;
    private final ResultFolder results;
    private final Answers answers;
    private final OperatorMessages messages;

    RunController(
            RunStarter starter, RunViews views, ResultFolder results, Answers answers, OperatorMessages messages) {
        this.starter = starter;
        this.views = views;
        this.results = results;
        this.answers = answers;
        this.messages = messages;
    }

    @PostMapping(path = "/v1/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> start(@RequestBody RunId run) throws InterruptedException {
        return switch (starter.start(run)) {
            case RunStarter.Started.Filed filed -> answers.of("start-run", filed.filed());
            case RunStarter.Started.NotReady notReady ->
                answers.refused(
                        "start-run",
                        notReady.refusal().reason(),
                        notReady.node() + ": " + notReady.refusal().detail());
        };
    }

    @GetMapping("/v1/runs")
    RunAnswer look(@RequestParam String task, @RequestParam String run) {
        RunId id = Parameters.run(task, run);
        return views.find(id).orElseThrow(() -> ProblemException.missing("a run " + id + " that has started"));
    }

    @GetMapping("/v1/results")
    ResponseEntity<byte[]> result(@RequestParam String task, @RequestParam String run, @RequestParam String output) {
        RunId id = Parameters.run(task, run);
        Code name = Parameters.read("output", output, Code::new);
        String csv = results.read(id, name)
                .orElseThrow(() -> ProblemException.missing("a result " + name + " of run " + id + " at this node"));
        messages.resultRead(id.toString(), name.value());
        return ResponseEntity.ok().contentType(CSV).body(csv.getBytes(StandardCharsets.UTF_8));
    }
}
