package io.datapact.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Holds the rule book to its golden history. {@code -Ddatapact.write=golden} writes the file anew, which may be done
 * only until version 1 is released: from then on a difference is a broken ledger, and the mend is in the code.
 */
class GoldenHistoryTest {
    /** Whoever changes the file changes this, in the open. */
    private static final Digest SHA256 = new Digest("4a707b8b05f756d12f7a7e453f6a2101ffc5b980b98811874740d90ff6c2138d");

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

    private static Set<String> types(List<GoldenStep> steps, boolean accepted) {
        return steps.stream()
                .filter(step -> step.outcome().equals(GoldenStep.ACCEPTED) == accepted)
                .flatMap(step -> type(step).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> type(GoldenStep step) {
        if (Dsse.Envelope.parse(step.bytes()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                && CommandCodec.decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<CommandPayload>(CommandPayload payload)) {
            return Optional.of(CommandCodec.type(payload.command().getClass()));
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
