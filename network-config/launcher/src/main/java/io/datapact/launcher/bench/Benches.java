package io.datapact.launcher.bench;

import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks by the names that people type. */
public enum Benches {
    rules(() -> new RulesBench().run()),
    ledger(LedgerBench::run);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Supplier<List<BenchLine>> measure;

    Benches(Supplier<List<BenchLine>> measure) {
        this.measure = measure;
    }

    /** Measures; takes seconds to minutes. */
    public List<BenchLine> run() {
        return measure.get();
    }

    /** A line as JSON or as a sentence. */
    public static String text(BenchLine line, boolean json) {
        return json ? JSON.writeValueAsString(line) : line.sentence();
    }
}
