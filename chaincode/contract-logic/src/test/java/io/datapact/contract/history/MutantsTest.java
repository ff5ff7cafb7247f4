package io.datapact.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Payloads and envelopes changed on their way, each beside the twin that was not: no exception, and no acceptance that
 * the twin would not have.
 */
class MutantsTest {
    /** Mutants of each kind of test; {@code -Ddatapact.mutants} says how many. */
    private static final int MUTANTS = Integer.getInteger("datapact.mutants", 20_000);

    /** Signatures of the platform are verified at a hundredth of the speed of toys. */
    private static final int SIGNED = MUTANTS / 20;

    private static final int EACH = 12;

    private static final byte[] ATTACKER =
            Identities.all().get("m-01", Role.NODE, "1", 1).spki().toBytes();

    @Test
    void a_mutant_of_an_act_is_never_accepted_but_with_its_very_payload() {
        RuleBook rules = new RuleBook(World.verifier());
        int made = 0;
        int refused = 0;
        for (long seed = 0; made < MUTANTS; seed++) {
            History history = drawn(seed);
            Mutants mutants = new Mutants(new Draw(seed), ATTACKER);
            Store store = history.world().begun().branch();
            byte[] last = history.acts().get(0).envelope();
            for (Act act : history.acts()) {
                byte[] original = act.envelope();
                TxContext context = new TxContext(act.time(), "tx");
                Decision twin = rules.apply(original, store, context);
                boolean own = Identities.all().get("m-01", Role.NODE, "1", 1).equals(act.signer());
                for (int i = 0; i < EACH && act.seal() == Act.Seal.OWN && !own; i++) {
                    byte[] mutant = mutants.of(original, last);
                    Decision decision = rules.apply(mutant, store, context);
                    made++;
                    refused += assertNoMore(twin, decision, original, mutant) ? 1 : 0;
                }
                store.write(store.changes(twin));
                last = original;
            }
        }
        assertThat(refused).isGreaterThan(made * 3 / 4);
    }

    @Test
    void a_mutant_of_a_signed_command_is_never_accepted_but_with_its_very_payload() {
        ConsortiumFixture fixture = ConsortiumFixture.create();
        RuleBook rules = new RuleBook(new JcaSignatureVerifier(Optional.empty()));
        Mutants mutants = new Mutants(new Draw(0), ATTACKER);
        List<LogEntry> entries = told(fixture);
        Store store = Store.empty();
        int each = SIGNED / entries.size();
        byte[] last = entries.get(1).envelope().toBytes();
        for (LogEntry entry : entries) {
            byte[] original = entry.envelope().toBytes();
            Decision.Accepted twin = new Decision.Accepted(entry.writes(), List.of());
            for (int i = 0; i < each && entry.position() > 0; i++) {
                byte[] mutant = mutants.of(original, last);
                Decision decision = rules.apply(mutant, store, new TxContext(entry.time(), entry.transactionId()));
                assertNoMore(twin, decision, original, mutant);
            }
            store.write(store.changes(twin));
            last = original;
        }
        assertThat(store.of("outcome")).hasSize(1);
    }

    @Test
    void an_edited_payload_that_its_signer_signs_is_decided_without_an_exception() {
        RuleBook rules = new RuleBook(World.verifier());
        int made = 0;
        int accepted = 0;
        for (long seed = 0; made < MUTANTS; seed++) {
            History history = drawn(seed);
            Mutants mutants = new Mutants(new Draw(seed), ATTACKER);
            Store store = history.world().begun().branch();
            for (Act act : history.acts()) {
                Dsse.Envelope original = Mutants.read(act.envelope());
                TxContext context = new TxContext(act.time(), "tx");
                for (int i = 0; i < EACH && act.seal() == Act.Seal.OWN; i++) {
                    Dsse.Envelope mutant = Mutants.resigned(
                            Mutants.with(original, mutants.edited(original)),
                            act.signer().spki().toBytes());
                    made++;
                    accepted += rules.apply(mutant.encode(), store, context) instanceof Decision.Accepted ? 1 : 0;
                }
                store.write(store.changes(rules.apply(act.envelope(), store, context)));
            }
        }
        // Nonces, causes and figures may be edited: the signer might as well have sent these.
        assertThat(accepted).isBetween(made / 100, made / 2);
    }

    private static boolean assertNoMore(Decision twin, Decision decision, byte[] original, byte[] mutant) {
        if (decision instanceof Decision.Rejected) {
            return true;
        }
        assertThat(twin).isInstanceOf(Decision.Accepted.class);
        assertThat(digest(mutant)).isEqualTo(digest(original));
        return false;
    }

    private static Optional<Digest> digest(byte[] envelope) {
        return Dsse.Envelope.parse(envelope) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope read)
                ? Optional.of(read.payloadDigest())
                : Optional.empty();
    }

    private static History drawn(long seed) {
        Drawer drawer = new Drawer(seed, new Tally());
        drawer.play();
        return drawer.history();
    }

    /** A task from its proposal to its settlement. */
    private static List<LogEntry> told(ConsortiumFixture fixture) {
        Story story = Story.begun(fixture);
        TaskManifest task = fixture.aTask().build();
        var run = story.started(task);
        story.finish(task, run);
        story.pass(61_000);
        story.told("telco-b", Role.NODE, new SettlementCommand.CloseRun(run));
        return new ArrayList<>(story.ledger().entries());
    }
}
