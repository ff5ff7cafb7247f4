package io.datapact.contract.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RulebookVectorsTest {
    private static final int PARTS = 16;

    private final JsonObject file = Vectors.read("rulebook.json");

    /** In parts, since a mutant of the rules ends with the first part that finds it. */
    @RepeatedTest(PARTS)
    void the_rule_book_decides_every_sequence_as_the_oracle_does(RepetitionInfo part) {
        RuleBook rules = new RuleBook(RulebookVectors.signatures());
        assertThat(RulebookVectors.playPart(rules::apply, part.getCurrentRepetition() - 1, PARTS))
                .isEmpty();
    }

    @Test
    void there_are_at_least_300_sequences_of_distinct_names() {
        Set<String> names = objects("sequences").stream()
                .map(sequence -> RulebookVectors.text(sequence, "name"))
                .collect(Collectors.toSet());
        assertThat(names).hasSize(objects("sequences").size()).hasSizeGreaterThanOrEqualTo(300);
    }

    @Test
    void every_reason_is_shown() {
        Set<Reason> shown = EnumSet.noneOf(Reason.class);
        objects("sequences").stream()
                .flatMap(sequence -> Vectors.array(sequence, "steps").stream())
                .map(JsonObject.class::cast)
                .flatMap(step -> step.get("expect").stream())
                .forEach(code -> Reason.of(Vectors.string(code)).ifPresent(shown::add));
        assertThat(shown).containsExactlyInAnyOrder(Reason.values());
    }

    @Test
    void every_pair_of_neighbours_is_shown_or_listed_with_why_no_sequence_can_show_it() {
        List<Reason> all = List.of(Reason.values());
        Set<String> neighbours = IntStream.range(1, all.size())
                .mapToObj(i -> all.get(i - 1) + " " + all.get(i))
                .collect(Collectors.toSet());
        Set<String> shown = pairs("precedence");
        Set<String> apart = pairs("apart");
        assertThat(shown).doesNotContainAnyElementsOf(apart);
        assertThat(neighbours).containsAll(apart);
        neighbours.removeAll(apart);
        assertThat(shown).containsAll(neighbours);
        assertThat(objects("apart"))
                .allSatisfy(
                        pair -> assertThat(RulebookVectors.text(pair, "why")).isNotBlank());
    }

    @Test
    void each_pair_names_a_sequence_that_ends_with_the_first_of_it() {
        Map<String, JsonObject> sequences = objects("sequences").stream()
                .collect(Collectors.toMap(sequence -> RulebookVectors.text(sequence, "name"), sequence -> sequence));
        for (JsonObject pair : objects("precedence")) {
            List<Json> steps = Vectors.array(sequences.get(RulebookVectors.text(pair, "sequence")), "steps");
            JsonObject last = (JsonObject) steps.get(steps.size() - 1);
            assertThat(RulebookVectors.text(last, "expect")).isEqualTo(RulebookVectors.text(pair, "first"));
        }
    }

    private Set<String> pairs(String list) {
        return objects(list).stream()
                .map(pair -> RulebookVectors.text(pair, "first") + " " + RulebookVectors.text(pair, "second"))
                .collect(Collectors.toSet());
    }

    private List<JsonObject> objects(String name) {
        return Vectors.array(file, name).stream().map(JsonObject.class::cast).toList();
    }
}
