package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to the bytes of a signed command, 20,000 times in all: no exception, and no acceptance that the original lacks. */
class MutationTest {
    private static final int MUTANTS = 10_000;
    private static final long SEED = 20_260_921;
    private static final List<String> VALUES =
            List.of("0", "-1", "9007199254740991", "-9007199254740991", "1000000", "\"\"", "\"a\"", "[]", "{}", "true");

    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.create();
    private static final Story STORY = Story.begun(FIXTURE);
    private static final TaskManifest MANIFEST = FIXTURE.aTask().build();
    private static final RunId RUN = STORY.started(MANIFEST);
    private static final List<byte[]> ORIGINALS = originals();

    private static List<byte[]> originals() {
        List<byte[]> originals = new ArrayList<>(ofTheRun());
        long t = STORY.time();
        TaskManifest second =
                FIXTURE.aTask().task("bank-a/2026-000002").slot(2).runs(2).build();
        originals.add(FIXTURE.signed("bank-a", Role.APPROVER, new TaskCommand.ProposeTask(second), t));
        originals.add(signed("bank-a", Role.APPROVER, new TaskCommand.ApproveTask(RUN.task(), MANIFEST.digest(), 1)));
        originals.add(FIXTURE.signed("bank-a", Role.NODE, FIXTURE.start(MANIFEST, 1, t), t));
        originals.add(
                signed("bank-a", Role.ADMIN, FIXTURE.registration(FIXTURE.newIdentity("bank-a", Role.NODE, "2"))));
        originals.add(signed("bank-a", Role.NODE, new SettlementCommand.CloseRun(RUN)));
        Bytes about = FIXTURE.message(
                FIXTURE.identity("bank-a", Role.NODE), FIXTURE.askReady("bank-a", RUN, MANIFEST.digest(), t));
        originals.add(signed(
                "telco-b",
                Role.NODE,
                new EvidenceCommand.RecordDenial(
                        new MemberId("bank-a"),
                        t / 86_400_000,
                        1,
                        about,
                        Reason.APPROVAL_MISSING.name(),
                        Optional.empty())));
        originals.add(signed(
                "bank-a",
                Role.APPROVER,
                STORY.publish(new DatasetId("bank-a/loans"), Story.loansSchema(), STORY.terms(0, List.of()))));
        originals.addAll(ofGovernance());
        return List.copyOf(originals);
    }

    private static List<byte[]> ofTheRun() {
        List<byte[]> originals = new ArrayList<>();
        originals.add(signed(
                "bank-a", Role.NODE, Story.commitment(RUN, MANIFEST.inputs().get(0))));
        originals.add(signed(
                "bank-a",
                Role.NODE,
                Story.attestation(MANIFEST, RUN, MANIFEST.parties().get(0))));
        originals.add(signed(
                "telco-b",
                Role.NODE,
                Story.released(MANIFEST, RUN, MANIFEST.parties().get(1))));
        return originals;
    }

    private static List<byte[]> ofGovernance() {
        Action joining = new Action.AddMember(
                new MemberId("insurer-d"),
                List.of("insurer"),
                List.of(FIXTURE.root().certificate()),
                List.of(FIXTURE.newIdentity("insurer-d", Role.ADMIN, "a").chain()));
        Digest base = Motions.base(STORY.ledger().reader(), joining);
        Motion motion = Motion.of(joining, base, "0".repeat(32), STORY.time() + 86_400_000);
        return List.of(
                signed("bank-a", Role.ADMIN, new GovernanceCommand.Vote(motion, true)),
                signed("bank-a", Role.ADMIN, new GovernanceCommand.Enact(motion)));
    }

    private static byte[] signed(String member, Role role, Command command) {
        return FIXTURE.signed(member, role, command, STORY.time());
    }

    private static Optional<Digest> payloadOf(byte[] envelope) {
        return Dsse.Envelope.parse(envelope) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope read)
                ? Optional.of(read.payloadDigest())
                : Optional.empty();
    }

    @Test
    void a_mutated_envelope_is_never_accepted_for_another_payload() {
        Random random = new Random(SEED);
        int unread = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] original = ORIGINALS.get(i % ORIGINALS.size());
            byte[] mutant = mutateBytes(original, random);
            Decision decision = STORY.ledger().judge(mutant, STORY.time());
            if (decision instanceof Decision.Accepted) {
                assertThat(payloadOf(mutant)).as("mutant %d", i).isEqualTo(payloadOf(original));
            } else {
                unread++;
            }
        }
        assertThat(unread).isGreaterThan(MUTANTS * 9 / 10);
    }

    @Test
    void a_mutated_payload_taken_as_signed_never_makes_the_rules_throw() {
        RuleBook credulous = new RuleBook((spki, message, signature) -> true);
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Dsse.Envelope original =
                    ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(ORIGINALS.get(i % ORIGINALS.size()))).value();
            byte[] payload = i % 2 == 0
                    ? mutateBytes(original.payload().toBytes(), random)
                    : mutateValue(original.payload().toBytes(), random);
            byte[] mutant =
                    new Dsse.Envelope(Bytes.of(payload), original.payloadType(), original.signatures()).encode();
            Decision decision = credulous.apply(mutant, STORY.ledger().view(), new TxContext(STORY.time(), "tx"));
            refused += decision instanceof Decision.Rejected ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(MUTANTS / 2);
    }

    private static byte[] mutateBytes(byte[] original, Random random) {
        byte[] mutant = original.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(3)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                default -> mutant[at] = mutant[random.nextInt(mutant.length)];
            }
        }
        return mutant;
    }

    /** Replaces one scalar by another value, so that the text stays JSON and reaches the rules. */
    private static byte[] mutateValue(byte[] original, Random random) {
        String text = new String(original, StandardCharsets.UTF_8);
        List<Integer> colons = new ArrayList<>();
        for (int i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
            colons.add(i);
        }
        int colon = colons.get(random.nextInt(colons.size()));
        int end = colon + 1;
        while (end < text.length() && ",]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return (text.substring(0, colon + 1) + value + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }
}
