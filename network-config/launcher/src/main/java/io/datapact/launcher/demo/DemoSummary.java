package io.datapact.launcher.demo;

import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code summary.json}.
 *
 * @param steps    in the order they were played
 * @param result   rows of the result, one object a row
 * @param balances minor units by member
 * @param audit    rules that hold, are violated, are unverifiable
 * @param ledger   kind, entries and state digest
 */
public record DemoSummary(
        List<Step> steps,
        List<Map<String, String>> result,
        SortedMap<String, Long> balances,
        AuditCount audit,
        LedgerState ledger) {
    /** Rules by verdict. */
    public record AuditCount(long holds, long violated, long unverifiable) {}

    /** The ledger as the bank's replica has it. */
    public record LedgerState(String kind, long entries, String stateDigest) {}

    /** Writes the file. */
    void write(Path file) {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new LaunchException("the summary could not be written to " + file, e);
        }
    }
}
