package io.datapact.contract.golden;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.Header;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RecoveryRules;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateView;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a golden history to a ledger, command by command, and keeps what was decided. Each outcome is said beforehand
 * by who writes the history; the book stops where the rules decide otherwise.
 */
final class GoldenBook {
    static final long DAY = 86_400_000L;

    private final ConsortiumFixture fixture = ConsortiumFixture.fixed("datapact golden history 1");
    private final RuleBook rules = new RuleBook(GoldenHistory.verifier());
    private final GoldenState state = new GoldenState();
    private final List<GoldenStep> steps = new ArrayList<>();
    private final Story story;
    private long nonces;
    private long tasks;

    GoldenBook() {
        byte[] genesis = fixture.genesis();
        TxContext begin = new TxContext(fixture.start(), "tx-0");
        keep(genesis, begin, new GenesisRules(GoldenHistory.verifier()).writes(genesis));
        this.story = new Story(fixture, fixture.ledger().copy(this::decide));
    }

    private Decision decide(byte[] envelope, StateView view, TxContext tx) {
        Decision decision = rules.apply(envelope, view, tx);
        keep(envelope, tx, decision);
        return decision;
    }

    private void keep(byte[] envelope, TxContext tx, Decision decision) {
        steps.add(GoldenStep.of(envelope, tx, decision, state.after(decision).digest()));
    }

    ConsortiumFixture fixture() {
        return fixture;
    }

    Story story() {
        return story;
    }

    long time() {
        return story.time();
    }

    List<GoldenStep> steps() {
        return steps;
    }

    GoldenBook pass(long millis) {
        story.pass(millis);
        return this;
    }

    GoldenBook accepts(String member, Role role, Command command) {
        return accepts(fixture.identity(member, role), command);
    }

    GoldenBook accepts(TestIdentity signer, Command command) {
        return told(signer, command, GoldenStep.ACCEPTED);
    }

    GoldenBook refuses(String member, Role role, Command command, Reason reason) {
        return refuses(fixture.identity(member, role), command, reason);
    }

    GoldenBook refuses(TestIdentity signer, Command command, Reason reason) {
        return told(signer, command, reason.name());
    }

    private GoldenBook told(TestIdentity signer, Command command, String outcome) {
        story.pass(1_000);
        Header header = fixture.header(signer, time() + Header.START_VALIDITY_MILLIS);
        Header current = new Header(network(), header.signer(), header.role(), header.nonce(), header.validUntil());
        return told(fixture.signed(signer, current, command), outcome);
    }

    /** The network as the state names it: a recovery gives another. */
    private Digest network() {
        return story.ledger().reader().read(MemberKeys.FRAME).orElseThrow().network();
    }

    /** Hands in a genesis that goes on from the state. */
    GoldenBook recovers(byte[] genesis, String outcome) {
        Decision decision = new RecoveryRules(GoldenHistory.verifier())
                .writes(genesis, story.ledger().view());
        keep(genesis, new TxContext(time(), "recovery"), decision);
        if (decision instanceof Decision.Accepted accepted) {
            accepted.writes().forEach(story.ledger()::force);
        }
        return holds(outcome);
    }

    /** A key that the log has at some time. */
    static NoteSigner log(String name) {
        return ConsortiumFixture.logSigner("datapact golden history 1, log " + name);
    }

    /** Tells an envelope now. */
    GoldenBook told(byte[] envelope, String outcome) {
        story.ledger().apply(envelope, time());
        return holds(outcome);
    }

    private GoldenBook holds(String outcome) {
        GoldenStep last = steps.get(steps.size() - 1);
        if (!last.outcome().equals(outcome)) {
            throw new IllegalStateException("expected " + outcome + " of step " + steps.size() + ", found "
                    + last.outcome() + " (" + last.detail() + ")");
        }
        return this;
    }

    /** A motion on the record under a key, which its action changes, as that record stands; open for a week. */
    Motion motion(Action action, String changed) {
        return motion(action, changed, time() + 7 * DAY);
    }

    Motion motion(Action action, String changed, long expires) {
        nonces++;
        Digest base = story.ledger().view().get(changed).map(Digest::of).orElse(Motion.ABSENT);
        return Motion.of(action, base, String.format("%032x", nonces), expires);
    }

    /** The fixture's task under the next number, open for five days from now. */
    ManifestBuilder aTask() {
        tasks++;
        return fixture.aTask()
                .task(String.format("bank-a/2026-%06d", tasks))
                .slot(1)
                .limits(new Limits(1, 0, time() + 5 * DAY, 600, BigInteger.valueOf(1_000_000_000)));
    }

    /** Proposed, approved by all, funded. */
    TaskManifest ready(TaskManifest manifest) {
        story.propose(manifest);
        story.approve(manifest);
        story.fund(manifest, 1);
        return manifest;
    }

    /** A first run. */
    static RunId first(TaskManifest manifest) {
        return new RunId(manifest.task(), 1);
    }

    static Optional<Long> none() {
        return Optional.empty();
    }
}
