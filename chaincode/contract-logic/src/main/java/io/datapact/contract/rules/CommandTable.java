package io.datapact.contract.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * The command table of version 1, one row per command: what contract.md section 5 says, as the rules do it. The table
 * in the module's README is printed from here and from {@link Permission}.
 */
final class CommandTable {
    private CommandTable() {}

    /** All rows, in the order in which the README prints them. */
    static List<CommandRow> rows() {
        return Stream.of(RegistryRows.rows(), TaskRows.rows(), RunRows.rows(), MoneyRows.rows())
                .flatMap(List::stream)
                .toList();
    }
}
