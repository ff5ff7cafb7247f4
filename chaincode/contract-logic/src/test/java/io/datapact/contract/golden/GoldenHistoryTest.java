package io.datapact.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Holds the rule book to its golden history. {@code -Ddatapact.write=golden} writes the file anew, which may be done
 * only until version 1 is released: from then on a difference is a broken ledger, and the mend is in the code.
 */
class GoldenHistoryTest {
    /** Whoever changes the file changes this, in the open. */
    private static final Digest SHA256 = new Digest("22dd3c2000cb4fe346588d7c4ac79034cb34f15a62749baf3c8d80cf299a2552");

    private static final Path FILE = Path.of("src/test/resources/io/datapact/contract/golden", GoldenHistory.FILE);

    @Test
    void the_rule_book_decides_all_of_the_golden_history_as_it_always_did() {
        GoldenHistory history = GoldenHistory.read();
        RuleBook rules = new RuleBook(GoldenHistory.verifier());
        assertThat(history.differs(rules::apply)).isEmpty();
        assertThat(history.sha256()).isEqualTo(SHA256);
    }

    @Test
    void it_shows_every_command_accepted_and_refused_and_every_reason() {
        List<GoldenStep> steps = GoldenHistory.read().steps();
        assertThat(steps.size()).isGreaterThan(400);
        Set<String> accepted = types(steps, true);
        assertThat(accepted).isEqualTo(CommandCodec.types().keySet());
        assertThat(types(steps, false)).isEqualTo(CommandCodec.types().keySet());
        Set<Reason> reasons = steps.stream()
                .flatMap(step -> Reason.of(step.outcome()).stream())
                .collect(Collectors.toSet());
        assertThat(reasons).containsExactlyInAnyOrder(Reason.values());
    }

    @Test
    void it_shows_a_price_shared_by_attested_weights_and_a_recovery() {
        List<GoldenStep> steps = GoldenHistory.read().steps();
        List<String> events =
                steps.stream().flatMap(step -> step.events().stream()).toList();
        assertThat(events)
                .filteredOn(event -> event.startsWith("network-recovered "))
                .hasSize(1);
        List<RunId> weighted = steps.stream()
                .filter(step -> step.outcome().equals(GoldenStep.ACCEPTED))
                .flatMap(step -> command(step).stream())
                .flatMap(command -> command instanceof RunCommand.AttestResult attested
                                && attested.common().weights().isPresent()
                        ? Stream.of(attested.run())
                        : Stream.of())
                .distinct()
                .toList();
        assertThat(weighted)
                .hasSizeGreaterThan(2)
                .allSatisfy(run -> assertThat(events).anyMatch(event -> event.startsWith("run-closed " + run)));
    }

    private static Set<String> types(List<GoldenStep> steps, boolean accepted) {
        return steps.stream()
                .filter(step -> step.outcome().equals(GoldenStep.ACCEPTED) == accepted)
                .flatMap(step -> type(step).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> type(GoldenStep step) {
        return command(step).map(command -> CommandCodec.type(command.getClass()));
    }

    private static Optional<Command> command(GoldenStep step) {
        if (Dsse.Envelope.parse(step.bytes()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                && CommandCodec.decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<CommandPayload>(CommandPayload payload)) {
            return Optional.of(payload.command());
        }
        return Optional.empty();
    }

    @Test
    void it_is_written_anew_where_that_is_asked_for() throws IOException {
        Assumptions.assumeTrue("golden".equals(System.getProperty("datapact.write")));
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, GoldenHistory.write(GoldenScript.told()));
    }
}
