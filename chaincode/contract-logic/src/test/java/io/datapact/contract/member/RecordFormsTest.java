package io.datapact.contract.member;

import static io.datapact.contract.member.RecordSamples.BANK;
import static io.datapact.contract.member.RecordSamples.CODE;
import static io.datapact.contract.member.RecordSamples.DIGEST;
import static io.datapact.contract.member.RecordSamples.FIXTURE;
import static io.datapact.contract.member.RecordSamples.LOANS;
import static io.datapact.contract.member.RecordSamples.RUN;
import static io.datapact.contract.member.RecordSamples.TASK;
import static io.datapact.contract.member.RecordSamples.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.ManifestSeal;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.task.Party;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Components that are no numbers and no plain lists: what is just taken, and what just is not. */
class RecordFormsTest {
    /** A component, values that it takes and values that it refuses, with how the refusal begins. */
    record Form(Record record, String component, List<?> taken, List<?> refused, String expected) {
        @Override
        public String toString() {
            return record.getClass().getSimpleName() + "." + component;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(types(), texts(), evidence(), tasks(), tables(), money())
                .flatMap(List::stream);
    }

    private static Genesis genesis() {
        Dsse.Envelope envelope = read(Dsse.Envelope.parse(FIXTURE.genesis()));
        return read(RecordCodec.of(Genesis.class).decode(envelope.payload().toBytes()));
    }

    private static <T> T read(Parsed<T> parsed) {
        return ((Parsed.Value<T>) parsed).value();
    }

    private static List<Form> types() {
        List<Record> typed = List.of(
                genesis(),
                TASK,
                FIXTURE.askReady("bank-a", RUN, DIGEST, 1),
                FIXTURE.readyOf("bank-a", RUN, DIGEST, 1),
                new ManifestSeal(ManifestSeal.TYPE, DIGEST, BANK, DIGEST, 1));
        return typed.stream()
                .map(record -> new Form(record, "type", List.of(), List.of("", "datapact/other/1"), "expected type "))
                .toList();
    }

    private static List<Form> texts() {
        return List.of(
                new Form(
                        new Column("id", ColumnType.TEXT, 0, 1, false),
                        "name",
                        List.of("a", "a_9", "a".repeat(64)),
                        List.of("", "9a", "_a", "A", "a-b", "a".repeat(65)),
                        "expected a column name of 1 to 64"),
                new Form(
                        new DatasetVersion(
                                LOANS,
                                1,
                                Story.loansSchema(),
                                "0",
                                DIGEST,
                                Story.begun(FIXTURE).terms(5, List.of()),
                                1),
                        "rowsBand",
                        List.of("0", "1-999", "100000000000-999999999999"),
                        List.of("", "1", "00", "1-", "-9", "1-1000000000000", "1000000000000-1", "1-9x"),
                        "expected a band of rows"),
                new Form(
                        new MemberCommand.RevokeCertificate(DIGEST, "superseded", 1),
                        "reason",
                        List.of("unspecified", "privilege-withdrawn"),
                        List.of("", "Superseded", "superseded ", "because"),
                        "expected a reason of RFC 5280"),
                new Form(
                        new CurrencyIssuer("CNY", BANK),
                        "currency",
                        List.of("AAA", "ZZZ"),
                        List.of("", "CN", "CNYY", "cny", "C1Y"),
                        "expected a currency of three capital letters"));
    }

    private static List<Form> evidence() {
        ChainLink first = new ChainLink(TASK.task(), BANK, DIGEST, 1, Optional.empty(), 1);
        ChainLink second = new ChainLink(TASK.task(), BANK, DIGEST, 2, Optional.of(DIGEST), 1);
        Dsse.Envelope envelope = Dsse.Envelope.of(Dsse.MESSAGE, new byte[1], "", new byte[1]);
        Dsse.Signature signature = envelope.signatures().getFirst();
        return List.of(
                new Form(
                        new EvidenceCommand.RecordDenial(
                                BANK, 1, 1, Bytes.of(new byte[1]), "MALFORMED", Optional.empty()),
                        "reason",
                        List.of("A", "A_Z", "Z".repeat(64)),
                        List.of("", "malformed", "A9", "A-Z", "Z".repeat(65)),
                        "expected a reason code of A-Z and _"),
                new Form(first, "previous", List.of(), List.of(Optional.of(DIGEST)), "expected a previous digest"),
                new Form(second, "previous", List.of(), List.of(Optional.empty()), "expected a previous digest"),
                new Form(
                        envelope,
                        "signatures",
                        List.of(List.of(signature), Collections.nCopies(64, signature)),
                        List.of(List.of(), Collections.nCopies(65, signature)),
                        "expected 1 to 64 signatures"),
                new Form(
                        new ReleasedKey(CODE, BANK, Bytes.of(new byte[1])),
                        "keyMessage",
                        List.of(Bytes.of(new byte[2_048])),
                        List.of(Bytes.of(new byte[2_049])),
                        "expected a key message of at most 2048 bytes"));
    }

    private static List<Form> tasks() {
        List<Optional<Long>> slots = List.of(Optional.empty(), Optional.of(1L), Optional.of(2L));
        List<Optional<Long>> noSlots = List.of(Optional.of(0L), Optional.of(3L));
        Object input = template().inputs().getFirst();
        return List.of(
                new Form(
                        TASK.parties().get(0),
                        "roles",
                        List.of(List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                        List.of(List.of("judge"), List.of(Party.INPUT, "")),
                        "expected party roles input, compute or recipient"),
                new Form(
                        TASK.limits(),
                        "peerBytes",
                        List.of(BigInteger.ONE, BigInteger.TWO.pow(62).subtract(BigInteger.ONE)),
                        List.of(BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.TWO.pow(62)),
                        "expected peerBytes of 1 to "),
                new Form(
                        template(),
                        "inputs",
                        List.of(List.of(input)),
                        List.of(List.of(input, input)),
                        "expected each dataset of a template once"),
                new Form(
                        new TaskCommand.RevokeApproval(TASK.task(), 1, Optional.empty()),
                        "slot",
                        slots,
                        noSlots,
                        "expected slot of 1 to 2"),
                new Form(
                        new TaskCommand.ApproveTask(TASK.task(), DIGEST, 1),
                        "slot",
                        slots,
                        noSlots,
                        "expected slot of 1 to 2"));
    }

    private static List<Form> tables() {
        Column id = new Column("id", ColumnType.TEXT, 0, 1, false);
        Column amount = new Column("amount", ColumnType.INTEGER, 0, 1, false);
        Column missing = new Column("missing", ColumnType.INTEGER, 0, 1, true);
        Schema schema = new Schema(List.of(id, amount, missing), List.of("id"));
        return List.of(
                new Form(
                        schema,
                        "columns",
                        List.of(List.of(id)),
                        List.of(List.of(id, amount, id)),
                        "expected distinct column names"),
                new Form(
                        schema,
                        "key",
                        List.of(List.of("amount", "id")),
                        List.of(List.of("id", "other")),
                        "expected each key column among the columns, found other"),
                new Form(
                        schema,
                        "key",
                        List.of(),
                        List.of(List.of("missing"), List.of("id", "missing")),
                        "expected key columns that are not nullable, found missing"));
    }

    private static List<Form> money() {
        SettlementCommand.Collect collect = new SettlementCommand.Collect("CNY", List.of(DIGEST), List.of(RUN));
        String once = "expected each pay-in and pay once";
        return List.of(
                new Form(collect, "payIns", List.of(List.of()), List.of(List.of(DIGEST, DIGEST)), once),
                new Form(collect, "pays", List.of(List.of()), List.of(List.of(RUN, RUN)), once));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_component_takes_its_form_alone(Form form) {
        for (Object taken : form.taken()) {
            assertThat(RecordCopy.with(form.record(), form.component(), taken)).isNotNull();
        }
        for (Object refused : form.refused()) {
            assertThatThrownBy(() -> RecordCopy.with(form.record(), form.component(), refused))
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .rootCause()
                    .hasMessageStartingWith(form.expected());
        }
    }
}
