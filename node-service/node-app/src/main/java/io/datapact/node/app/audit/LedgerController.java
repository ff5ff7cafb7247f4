package io.datapact.node.app.audit;

import io.datapact.contract.id.TaskId;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.app.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the ledger as this node has verified it. */
@RestController
final class LedgerController {
    private static final String NDJSON = "application/x-ndjson";
    private static final int BUFFER_BYTES = 1 << 16;

    private final LedgerHistory history;
    private final TaskCheckpoints kept;

    LedgerController(LedgerHistory history, TaskCheckpoints kept) {
        this.history = history;
        this.kept = kept;
    }

    /** Signed notes, in order of the task's runs. */
    record Kept(List<String> checkpoints) {}

    @GetMapping("/v1/ledger")
    LedgerSummary summary() {
        return history.summary();
    }

    /** Streams the entries, one canonical {@code LogEntry} a line. */
    @GetMapping("/v1/ledger/entries")
    void entries(@RequestParam(defaultValue = "0") String from, HttpServletResponse response)
            throws IOException, InterruptedException {
        long position = Parameters.number("from", from, 0, Long.MAX_VALUE);
        response.setContentType(NDJSON);
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER_BYTES);
        history.write(position, out);
        out.flush();
    }

    @GetMapping(path = "/v1/ledger/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    String checkpoint() {
        return history.checkpoint();
    }

    /** What this node had verified before each start of a task that it took part in. */
    @GetMapping("/v1/ledger/checkpoints")
    Kept checkpoints(@RequestParam String task) {
        TaskId id = Parameters.task(task);
        return new Kept(kept.of(id).orElseThrow(() -> ProblemException.missing("a task " + id + " on the ledger")));
    }
}
