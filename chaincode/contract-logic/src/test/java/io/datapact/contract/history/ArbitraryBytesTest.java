package io.datapact.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: reader and rules answer, and what the reader takes is what it would write. */
class ArbitraryBytesTest {
    private static final int TRIES = 100_000;

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"a\"",
            "\"type\"",
            "\"version\"",
            "\"body\"",
            "\"payload\"",
            "0",
            "1",
            "-1",
            "01",
            "1.5",
            "1e9",
            "9007199254740991",
            "9007199254740992",
            "true",
            "false",
            "null",
            " ",
            "\\u0000",
            "\\ud800",
            "\\\"",
            "\u00e9",
            "\ud83d\ude00",
            "\ufeff",
            "{\"a\":",
            "[[[[[[[[[[[[[[[[[");

    private final Draw draw = new Draw(0);

    @Test
    void the_reader_answers_whatever_the_bytes_and_takes_only_canonical_ones() {
        int taken = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = i % 4 == 0 ? random() : grammatical();
            switch (CanonicalJson.decode(bytes, CanonicalJson.MAXIMUM_PAYLOAD_BYTES)) {
                case Parsed.Value<Json>(Json json) -> {
                    taken++;
                    assertThat(CanonicalJson.encode(json)).isEqualTo(bytes);
                }
                case Parsed.Malformed<Json>(String path, String detail) ->
                    assertThat(detail).isNotEmpty();
            }
        }
        assertThat(taken).isPositive();
    }

    @Test
    void every_command_that_is_read_is_written_as_it_was() {
        int read = 0;
        List<Dsse.Envelope> originals = drawn();
        Mutants mutants = new Mutants(draw, new byte[1]);
        for (int i = 0; i < TRIES; i++) {
            Dsse.Envelope original = originals.get(i % originals.size());
            byte[] payload = i % 2 == 0
                    ? mutants.edited(original)
                    : ByteMutants.mutated(original.payload().toBytes(), draw);
            if (CommandCodec.decode(payload) instanceof Parsed.Value<CommandPayload>(CommandPayload command)) {
                read++;
                assertThat(CommandCodec.encode(command)).isEqualTo(payload);
            }
        }
        assertThat(read).isGreaterThan(TRIES / 20);
    }

    @Test
    void rules_refuse_arbitrary_bytes_as_malformed() {
        World world = World.of(World.FEWEST, false);
        RuleBook rules = new RuleBook(World.verifier());
        GenesisRules genesis = new GenesisRules(World.verifier());
        TxContext context = new TxContext(World.start(), "tx");
        for (int i = 0; i < TRIES / 4; i++) {
            byte[] bytes = i % 2 == 0 ? random() : grammatical();
            byte[] enveloped =
                    Dsse.Envelope.of(Dsse.COMMAND, bytes, "", signature()).encode();
            assertThat(List.of(
                            rules.apply(bytes, world.begun(), context), rules.apply(enveloped, world.begun(), context)))
                    .allSatisfy(decision -> assertThat(reason(decision)).isEqualTo(Reason.MALFORMED));
            assertThat(reason(genesis.writes(bytes))).isEqualTo(Reason.MALFORMED);
            CommandCodec.types()
                    .values()
                    .forEach(type ->
                            assertThat(RecordCodec.of(type).decode(bytes)).isNotNull());
        }
    }

    private static Reason reason(Decision decision) {
        return switch (decision) {
            case Decision.Rejected(Reason reason, String detail) -> reason;
            case Decision.Accepted accepted -> throw new IllegalStateException("expected a refusal, found " + accepted);
        };
    }

    private static byte[] signature() {
        return Identities.all().of("m-01").get(0).sign(new byte[0]).toBytes();
    }

    private static List<Dsse.Envelope> drawn() {
        Drawer drawer = new Drawer(1, new Tally());
        drawer.play();
        return drawer.history().acts().stream()
                .filter(act -> act.seal() == Act.Seal.OWN)
                .map(act -> Mutants.read(act.envelope()))
                .toList();
    }

    private byte[] random() {
        byte[] bytes = new byte[draw.below(200)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) draw.below(256);
        }
        return bytes;
    }

    /** Tokens of JSON and of what JSON is not. */
    private byte[] grammatical() {
        StringBuilder text = new StringBuilder();
        for (int n = draw.below(14); n >= 0; n--) {
            text.append(draw.one(TOKENS));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
