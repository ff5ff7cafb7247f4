package io.datapact.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    /** One of each kind of component. */
    record Sample(
            long whole,
            boolean flag,
            String text,
            BigInteger large,
            Role role,
            Digest digest,
            List<Inner> list,
            Optional<Inner> some,
            Optional<Long> none,
            Json raw) {}

    /** A record within. */
    record Inner(String b, long a) {
        Inner {
            if (a < 0) {
                throw new IllegalArgumentException("expected a of at least 0, found less");
            }
        }
    }

    private static final Sample SAMPLE = new Sample(
            -3,
            true,
            "é\"\n",
            BigInteger.TWO.pow(70),
            Role.AUTO_APPROVER,
            ConsortiumFixture.digest("x"),
            List.of(new Inner("i", 1)),
            Optional.of(new Inner("j", 2)),
            Optional.empty(),
            new Json.JsonArray(List.of(new Json.JsonInteger(5))));

    private static final String TEXT = "{\"digest\":\"" + ConsortiumFixture.digest("x") + "\",\"flag\":true,"
            + "\"large\":\"1180591620717411303424\",\"list\":[{\"a\":1,\"b\":\"i\"}],\"raw\":[5],"
            + "\"role\":\"auto-approver\",\"some\":{\"a\":2,\"b\":\"j\"},\"text\":\"é\\\"\\n\",\"whole\":-3}";

    private static Parsed<Sample> read(String text) {
        return RecordCodec.of(Sample.class).decode(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_record_has_one_text_and_comes_back_from_it() {
        RecordCodec<Sample> codec = RecordCodec.of(Sample.class);
        assertThat(codec.text(SAMPLE)).isEqualTo(TEXT);
        assertThat(codec.encode(SAMPLE)).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(CanonicalJson.text(codec.toJson(SAMPLE))).isEqualTo(TEXT);
        assertThat(read(TEXT)).isEqualTo(new Parsed.Value<>(SAMPLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"whole\":-3|\"whole\":\"-3\"",
                "\"whole\":-3|\"wholf\":-3",
                "\"whole\":-3|\"whole\":-3,\"x\":1",
                ",\"whole\":-3|",
                "\"flag\":true|\"flag\":1",
                "\"flag\":true|\"flag\":\"true\"",
                "\"large\":\"11|\"large\":\"011",
                "\"large\":\"11|\"large\":\"+11",
                "\"large\":\"11|\"large\":\"x",
                "\"role\":\"auto-approver\"|\"role\":\"AUTO_APPROVER\"",
                "\"a\":1,\"b\":\"i\"|\"a\":-1,\"b\":\"i\"",
                "\"a\":1,\"b\":\"i\"|\"b\":\"i\"",
                "[{\"a\":1,\"b\":\"i\"}]|{\"a\":1,\"b\":\"i\"}",
                "\"digest\":\"|\"digest\":\"0",
                "\"digest\":\"|\"digest\":\"X",
            })
    void other_texts_are_refused(String change) {
        int bar = change.indexOf('|');
        String found = change.substring(0, bar);
        assertThat(TEXT).contains(found);
        assertThat(read(TEXT.replace(found, change.substring(bar + 1)))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void a_refusal_names_the_place() {
        Parsed.Malformed<Sample> refused = (Parsed.Malformed<Sample>) read(TEXT.replace("[{\"a\":1", "[{\"a\":-1"));
        assertThat(refused.path()).isEqualTo("/list/0");
        assertThat(refused.detail()).isEqualTo("expected a of at least 0, found less");
    }

    @Test
    void numbers_beyond_exact_doubles_are_not_written() {
        Sample large = new Sample(
                1L << 53,
                true,
                "",
                BigInteger.ONE,
                Role.NODE,
                SAMPLE.digest(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                SAMPLE.raw());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordCodec.of(Sample.class).encode(large));
    }

    @Test
    void all_commands_of_a_story_come_back_from_their_bytes() {
        ConsortiumFixture fixture = ConsortiumFixture.withoutSignatures();
        Story story = Story.begun(fixture);
        assertThat(story.ledger().entries()).hasSizeGreaterThan(20);
        for (LogEntry entry : story.ledger().entries().subList(1, 20)) {
            byte[] payload = ((Parsed.Value<Dsse.Envelope>)
                            Dsse.Envelope.parse(entry.envelope().toBytes()))
                    .value()
                    .payload()
                    .toBytes();
            CommandPayload read = ((Parsed.Value<CommandPayload>) CommandCodec.decode(payload)).value();
            assertThat(CommandCodec.encode(read)).isEqualTo(payload);
        }
    }

    @Test
    void each_command_has_a_type_of_its_own() {
        assertThat(CommandCodec.types()).hasSize(38).containsKey("datapact/command/approve-task");
        CommandCodec.types()
                .forEach((name, type) -> assertThat(CommandCodec.type(type.asSubclass(Command.class)))
                        .isEqualTo(name));
    }
}
