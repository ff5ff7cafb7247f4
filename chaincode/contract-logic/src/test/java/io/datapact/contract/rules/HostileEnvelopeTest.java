package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileEnvelopeTest {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final Story story = Story.begun(fixture);
    private final TaskManifest manifest = story.propose(fixture.aTask().build());
    private final TestIdentity approver = fixture.identity("bank-a", Role.APPROVER);
    private final long time = story.time();

    private TaskCommand.ApproveTask command() {
        return new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0);
    }

    private byte[] payload() {
        Header header = fixture.header(approver, time + Header.START_VALIDITY_MILLIS);
        return CommandCodec.encode(new CommandPayload(header, command()));
    }

    private byte[] signature(byte[] payload) {
        return approver.key().sign(Dsse.preAuthenticationEncoding(Dsse.COMMAND, payload));
    }

    private Decision judge(byte[] envelope) {
        return story.ledger().judge(envelope, time);
    }

    private static byte[] envelope(byte[] payload, byte[] signature) {
        return Dsse.Envelope.of(Dsse.COMMAND, payload, "", signature).encode();
    }

    private void assertMalformed(byte[] envelope, String path) {
        assertThat(judge(envelope)).isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(rejected.detail()).startsWith(path);
        });
    }

    private void assertRefused(byte[] envelope, Reason reason) {
        assertThat(Scenario.reasonOf(judge(envelope))).contains(reason);
    }

    @Test
    void the_original_is_accepted_and_its_keyid_ignored() {
        byte[] payload = payload();
        byte[] signature = signature(payload);
        assertThat(judge(envelope(payload, signature))).isInstanceOf(Decision.Accepted.class);
        byte[] named =
                Dsse.Envelope.of(Dsse.COMMAND, payload, "anything", signature).encode();
        assertThat(judge(named)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_signature_with_high_s_is_malformed() {
        byte[] payload = payload();
        byte[] low = signature(payload);
        int second = 4 + low[3];
        byte[] r = Arrays.copyOfRange(low, 2, second);
        BigInteger s = new BigInteger(Arrays.copyOfRange(low, second + 2, low.length));
        byte[] high = ORDER.subtract(s).toByteArray();
        byte[] der = concat(
                new byte[] {0x30, (byte) (r.length + 2 + high.length)}, r, new byte[] {0x02, (byte) high.length}, high);
        assertMalformed(envelope(payload, der), "/signatures/0/sig");
    }

    @Test
    void a_signature_in_ber_is_malformed() {
        byte[] payload = payload();
        byte[] der = signature(payload);
        byte[] longLength = concat(new byte[] {0x30, (byte) 0x81}, Arrays.copyOfRange(der, 1, der.length));
        assertMalformed(envelope(payload, longLength), "/signatures/0/sig");
        byte[] padded = concat(
                new byte[] {0x30, (byte) (der[1] + 1), 0x02, (byte) (der[3] + 1), 0},
                Arrays.copyOfRange(der, 4, der.length));
        assertMalformed(envelope(payload, padded), "/signatures/0/sig");
        assertMalformed(envelope(payload, concat(der, new byte[1])), "/signatures/0/sig");
        assertMalformed(envelope(payload, new byte[0]), "/signatures/0/sig");
        assertMalformed(envelope(payload, new byte[64]), "/signatures/0/sig");
    }

    @Test
    void no_signature_and_two_signatures_are_malformed() {
        byte[] payload = payload();
        Dsse.Signature once = new Dsse.Signature("", Bytes.of(signature(payload)));
        byte[] twice = new Dsse.Envelope(Bytes.of(payload), Dsse.COMMAND, List.of(once, once)).encode();
        assertMalformed(twice, "/signatures");
        String text = new String(envelope(payload, signature(payload)), StandardCharsets.UTF_8);
        String none = text.substring(0, text.indexOf("\"signatures\":[")) + "\"signatures\":[]}";
        assertMalformed(none.getBytes(StandardCharsets.UTF_8), "");
    }

    @Test
    void another_keys_signature_and_another_payload_types_are_refused() {
        byte[] payload = payload();
        byte[] other = fixture.identity("telco-b", Role.APPROVER)
                .key()
                .sign(Dsse.preAuthenticationEncoding(Dsse.COMMAND, payload));
        assertRefused(envelope(payload, other), Reason.CERTIFICATE_UNKNOWN);
        byte[] message = approver.key().sign(Dsse.preAuthenticationEncoding(Dsse.MESSAGE, payload));
        assertRefused(envelope(payload, message), Reason.CERTIFICATE_UNKNOWN);
        byte[] wrongType = Dsse.Envelope.of(Dsse.MESSAGE, payload, "", message).encode();
        assertMalformed(wrongType, "/payloadType");
    }

    @Test
    void the_same_command_under_a_second_signature_is_decided_already() {
        Story branch = story.branch();
        byte[] payload = payload();
        assertThat(branch.ledger().apply(envelope(payload, signature(payload)), time))
                .isInstanceOf(Decision.Accepted.class);
        byte[] again = envelope(payload, signature(payload));
        assertThat(branch.ledger().judge(again, time))
                .isEqualTo(new Decision.Rejected(Reason.ALREADY_DECIDED, "command"));
    }

    @Test
    void an_expired_and_a_far_reaching_command_are_refused() {
        for (long validUntil : new long[] {time - 1, time + Header.MAXIMUM_VALIDITY_MILLIS + 1, Long.MIN_VALUE >> 12}) {
            byte[] signed = fixture.signed(approver, fixture.header(approver, validUntil), command());
            assertRefused(signed, Reason.COMMAND_EXPIRED);
        }
        for (long validUntil : new long[] {time, time + Header.MAXIMUM_VALIDITY_MILLIS}) {
            byte[] signed = fixture.signed(approver, fixture.header(approver, validUntil), command());
            assertThat(judge(signed)).isInstanceOf(Decision.Accepted.class);
        }
    }

    @Test
    void a_command_of_another_network_is_refused() {
        ConsortiumFixture other = ConsortiumFixture.create();
        byte[] foreign = other.signed("bank-a", Role.APPROVER, command(), time);
        assertRefused(foreign, Reason.WRONG_NETWORK);
        Header header = new Header(other.network(), approver.digest(), approver.role(), "0".repeat(32), time + 1_000);
        assertRefused(fixture.signed(approver, header, command()), Reason.WRONG_NETWORK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"after\":0|\"after\":0,\"aftermath\":1|/payload/body/aftermath",
                "\"after\":0|\"after\":0,\"after\":0|/payload/body",
                "\"after\":0|\"after\":0.0|/payload",
                "\"after\":0|\"after\": 0|/payload",
                "\"after\":0|\"after\":-1|/payload/body",
                "\"after\":0|\"after\":\"0\"|/payload/body/after",
                "\"after\":0,|''|/payload/body/after",
                "\"after\":0|\"after\":9007199254740992|/payload",
                "\"version\":1|\"version\":2|/payload/version",
                "approve-task|approve-tusk|/payload/type",
                "\"role\":\"approver\"|\"role\":\"Approver\"|/payload/role",
                "\"role\":\"approver\"|\"role\":\"\\\\ud800\"|/payload",
                "bank-a/2026|bank_a/2026|/payload/body/task",
            })
    void payloads_of_other_form_are_malformed(String found, String replacement, String path) {
        String text = new String(payload(), StandardCharsets.UTF_8);
        assertThat(text).contains(found);
        byte[] changed = text.replace(found, replacement).getBytes(StandardCharsets.UTF_8);
        assertMalformed(envelope(changed, signature(changed)), path);
    }

    @Test
    void depth_seventeen_and_one_byte_more_than_64_kib_are_malformed() {
        String text = new String(payload(), StandardCharsets.UTF_8);
        byte[] deep = text.replace("\"after\":0", "\"after\":" + "[".repeat(17) + "]".repeat(17))
                .getBytes(StandardCharsets.UTF_8);
        assertMalformed(envelope(deep, signature(deep)), "/payload/body/after");
        byte[] wide = text.replace("bank-a/2026", "x".repeat(64 * 1024 + 1 - text.length()) + "bank-a/2026")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(wide).hasSize(64 * 1024 + 1);
        assertMalformed(envelope(wide, signature(wide)), "/payload: expected at most 65536 bytes");
        assertMalformed(new byte[Dsse.MAXIMUM_ENVELOPE_BYTES + 1], ": expected at most");
    }

    @Test
    void garbage_is_malformed() {
        for (String garbage : List.of("", "{}", "[]", "null", "\u0000", "{\"payload\":\"\"}", "<xml/>")) {
            assertMalformed(garbage.getBytes(StandardCharsets.UTF_8), "");
        }
    }

    @Test
    void a_signature_does_not_carry_to_another_command() {
        byte[] payload = payload();
        byte[] other = CommandCodec.encode(new CommandPayload(
                fixture.header(approver, time + 1_000), new TaskCommand.RevokeApproval(new TaskId("bank-a/x"), 0)));
        assertRefused(envelope(other, signature(payload)), Reason.CERTIFICATE_UNKNOWN);
    }

    private static byte[] concat(byte[]... parts) {
        byte[] out = new byte[0];
        for (byte[] part : parts) {
            int length = out.length;
            out = Arrays.copyOf(out, length + part.length);
            System.arraycopy(part, 0, out, length, part.length);
        }
        return out;
    }
}
