package io.datapact.compute;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run gave this party.
 *
 * @param outputs one part an output of the manifest, by the output's name
 */
public record RunResult(SortedMap<String, OutputPart> outputs) {
    /** Copies. */
    public RunResult {
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    /** A result of one output. */
    public static RunResult of(String output, OutputPart part) {
        return new RunResult(new TreeMap<>(Map.of(output, part)));
    }
}
