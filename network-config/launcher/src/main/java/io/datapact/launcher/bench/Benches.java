package io.datapact.launcher.bench;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks by the names that people type. */
public enum Benches {
    rules,
    ledger,
    replay,
    state,
    tasks,
    start,
    verify,
    psi;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Measures; takes seconds to minutes. */
    public List<BenchLine> run() {
        return switch (this) {
            case rules -> new RulesBench().run();
            case ledger -> LedgerBench.run();
            case replay -> ReplayBench.run();
            case state -> StateBench.run();
            case tasks -> TaskBench.run();
            case start -> StartBench.run();
            case verify -> VerifyBench.run();
            case psi -> PsiBench.run();
        };
    }

    /** A line as JSON or as a sentence. */
    public static String text(BenchLine line, boolean json) {
        return json ? JSON.writeValueAsString(line) : line.sentence();
    }
}
