package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.rules.CommandRow.Condition;
import io.datapact.contract.rules.CommandRow.Shared;
import io.datapact.contract.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the command table to what commands do, and the README to the table. {@code -Ddatapact.write=table} writes the
 * README's part anew.
 */
class CommandTableTest {
    private static final Path README = Path.of("../README.md");
    private static final String BEGIN = "<!-- command table: begin -->\n";
    private static final String END = "\n<!-- command table: end -->";
    private static final Observed OBSERVED = CommandCorpus.observed();

    @Test
    void every_command_has_one_row() {
        assertThat(CommandTable.rows().stream().map(CommandRow::command).map(CommandCodec::type))
                .containsExactlyInAnyOrderElementsOf(CommandCodec.types().keySet());
    }

    @Test
    void rows_list_exactly_what_commands_are_seen_to_read_to_write_and_to_be_refused_for() {
        List<String> differences = new ArrayList<>();
        for (CommandRow row : CommandTable.rows()) {
            Observed.Seen seen = OBSERVED.of(row.command());
            String name = row.command().getSimpleName();
            assertThat(seen.accepted()).as("%s is seen accepted", name).isTrue();
            compare(differences, name + " reads", row.reads(), seen.reads());
            compare(differences, name + " writes", row.writes(), seen.writes());
            compare(differences, name + " is refused for", reasons(row.conditions()), seen.reasons());
        }
        Shared common = SharedConditions.COMMON;
        compare(
                differences,
                "every command reads",
                common.reads(),
                OBSERVED.common().reads());
        compare(
                differences,
                "every command is refused for",
                reasons(common.conditions()),
                OBSERVED.common().reasons());
        assertThat(differences).isEmpty();
    }

    private static List<Reason> reasons(List<Condition> conditions) {
        return conditions.stream().map(Condition::reason).toList();
    }

    private static <T extends Comparable<T>> void compare(
            List<String> differences, String what, List<T> listed, Set<T> seen) {
        Set<T> unlisted = new TreeSet<>(seen);
        listed.forEach(unlisted::remove);
        Set<T> unseen = new TreeSet<>(listed);
        unseen.removeAll(seen);
        unlisted.forEach(item -> differences.add(what + " " + item + ", which its row does not list"));
        unseen.forEach(item -> differences.add(what + " " + item + " by its row, and never in the corpus"));
    }

    @Test
    void rows_ask_in_the_order_that_the_golden_vectors_show() {
        for (Object pair : Vectors.array(Vectors.read("rulebook.json"), "precedence")) {
            JsonObject shown = (JsonObject) pair;
            String type = "datapact/command/" + text(shown, "command");
            CommandRow row = CommandTable.rows().stream()
                    .filter(found -> CommandCodec.type(found.command()).equals(type))
                    .findFirst()
                    .orElseThrow();
            List<Reason> order = Stream.concat(SharedConditions.COMMON.conditions().stream(), row.conditions().stream())
                    .map(Condition::reason)
                    .toList();
            int first = order.indexOf(Reason.valueOf(text(shown, "first")));
            int second = order.lastIndexOf(Reason.valueOf(text(shown, "second")));
            assertThat(first).as("%s", pair).isBetween(0, second - 1);
        }
    }

    private static String text(JsonObject object, String name) {
        return Vectors.string(object.get(name).orElseThrow());
    }

    @Test
    void each_kind_of_key_is_written_by_some_row_by_a_genesis_or_by_all_commands() {
        Set<KeyKind> written = CommandTable.rows().stream()
                .flatMap(row -> row.writes().stream())
                .collect(Collectors.toSet());
        assertThat(Stream.of(KeyKind.values()).filter(kind -> !written.contains(kind)))
                .containsExactly(KeyKind.GENESIS, KeyKind.COMMAND);
    }

    @Test
    void the_readme_holds_the_table() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        String table = new CommandTableText(OBSERVED).text();
        if ("table".equals(System.getProperty("datapact.write"))) {
            Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
        } else {
            assertThat(readme.substring(begin, end))
                    .as("write it anew by -Dtest=CommandTableTest -Ddatapact.write=table")
                    .isEqualTo(table);
        }
    }
}
