package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.command.CommandOutcome;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.FixtureLedger;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A branch of the fixture's story whose state and command a test bends, to see what is decided then. */
final class Scenario {
    /** Whether each scenario begins anew, slower: where the rules differ from one test to the next. */
    private static final boolean ANEW = Boolean.getBoolean("datapact.scenarios.anew");

    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.withoutSignatures();

    /** The beginning that all others share. */
    private static final class Shared {
        private static final Story BEGUN = Story.begun(FIXTURE);
    }

    private final Story story;
    private final List<UnaryOperator<Header>> headers = new ArrayList<>();
    private boolean replayed;

    private Scenario(Story story) {
        this.story = story;
    }

    /** Everything registered and paid in, nothing proposed; signatures are taken as good. */
    static Scenario begun() {
        return new Scenario(ANEW ? Story.begun(FIXTURE) : Shared.BEGUN.branch());
    }

    Story story() {
        return story;
    }

    ConsortiumFixture fixture() {
        return story.fixture();
    }

    FixtureLedger ledger() {
        return story.ledger();
    }

    long time() {
        return story.time();
    }

    <T extends Record> Optional<T> read(StateKey<T> key) {
        return ledger().reader().read(key);
    }

    <T extends Record> Scenario put(StateKey<T> key, T record) {
        String text = RecordCodec.of(key.type()).text(record);
        ledger().force(new Write(key.path(), Optional.of(text)));
        return this;
    }

    Scenario delete(StateKey<?> key) {
        ledger().force(new Write(key.path(), Optional.empty()));
        return this;
    }

    <T extends Record> Scenario edit(StateKey<T> key, UnaryOperator<T> change) {
        return put(key, change.apply(read(key).orElseThrow()));
    }

    /** Changes the header of the commands that are judged from here on. */
    Scenario header(UnaryOperator<Header> change) {
        headers.add(change);
        return this;
    }

    /** What is decided about a command now; nothing is kept. */
    Decision judge(String member, Role role, Command command) {
        return judge(fixture().identity(member, role), command);
    }

    Decision judge(TestIdentity signer, Command command) {
        Header header = fixture().header(signer, time() + Header.START_VALIDITY_MILLIS);
        for (UnaryOperator<Header> change : headers) {
            header = change.apply(header);
        }
        byte[] envelope = fixture().signed(signer, header, command);
        if (replayed) {
            Digest payload = ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(envelope))
                    .value()
                    .payloadDigest();
            put(CommandKeys.outcome(payload), new CommandOutcome("", signer.digest(), time(), "tx"));
        }
        return ledger().judge(envelope, time());
    }

    /** Lets the ledger have seen the commands before that are judged from here on. */
    Scenario replayed() {
        replayed = true;
        return this;
    }

    /** Asserts that a command is accepted, and keeps it. */
    Scenario accepts(String member, Role role, Command command) {
        story.told(member, role, command);
        return this;
    }

    /** Asserts that a command is refused for a reason, whatever the detail. */
    Scenario refuses(String member, Role role, Command command, Reason reason) {
        assertThat(reasonOf(judge(member, role, command)))
                .as("%s by %s", command.getClass().getSimpleName(), member)
                .contains(reason);
        return this;
    }

    /** Asserts that a command is refused for a reason with a detail. */
    Scenario refuses(String member, Role role, Command command, Reason reason, String detail) {
        assertThat(judge(member, role, command)).isEqualTo(new Decision.Rejected(reason, detail));
        return this;
    }

    /** A further identity of a member, registered. */
    TestIdentity registered(String member, Role role, String handle) {
        TestIdentity identity = fixture().newIdentity(member, role, handle);
        accepts(member, Role.ADMIN, fixture().registration(identity));
        return identity;
    }

    /** Asserts that a command by an identity is accepted, and keeps it. */
    Scenario accepts(TestIdentity signer, Command command) {
        assertThat(ledger().apply(fixture().signed(signer, command, time()), time()))
                .isInstanceOf(Decision.Accepted.class);
        return this;
    }

    /** Asserts that a command by an identity is refused for a reason with a detail. */
    Scenario refuses(TestIdentity signer, Command command, Reason reason, String detail) {
        assertThat(judge(signer, command)).isEqualTo(new Decision.Rejected(reason, detail));
        return this;
    }

    static Optional<Reason> reasonOf(Decision decision) {
        return switch (decision) {
            case Decision.Accepted accepted -> Optional.empty();
            case Decision.Rejected(Reason reason, String detail) -> Optional.of(reason);
        };
    }
}
