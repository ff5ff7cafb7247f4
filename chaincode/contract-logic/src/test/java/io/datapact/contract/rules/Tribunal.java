package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A started run of the fixture's task whose terms name three arbiters, of whom two must agree. Price 100,000, fee
 * 10,000, deposits 10,000, bond 1,000, at most 4,000 for a fault; window 60 s, arbiters' time a day.
 */
final class Tribunal {
    static final MemberId BANK = new MemberId("bank-a");
    static final MemberId TELCO = new MemberId("telco-b");
    static final MemberId CLEARING = new MemberId("clearing-c");
    static final List<String> ARBITERS = List.of("arbiter-d", "arbiter-e", "arbiter-f");
    static final long WINDOW = 60_000;
    static final long ARBITERS_TIME = 86_400_000;
    static final long LATENESS = 120_000;

    private static final Map<String, TestIdentity> IDENTITIES = new ConcurrentHashMap<>();

    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest;
    private final RunId run;

    Tribunal() {
        this(UnaryOperator.identity(), scenario -> {}, ManifestBuilder.terms(100_000, 10_000));
    }

    /**
     * The same otherwise.
     *
     * @param task  bends the task but for its terms
     * @param state bends the state that the task is proposed in
     * @param terms terms to which the arbiters are added
     */
    Tribunal(UnaryOperator<ManifestBuilder> task, Consumer<Scenario> state, SettlementTerms terms) {
        ARBITERS.forEach(this::introduce);
        state.accept(scenario);
        this.manifest =
                task.apply(scenario.fixture().aTask()).terms(judged(terms)).build();
        this.run = scenario.story().started(manifest);
    }

    private TestIdentity identity(String arbiter) {
        return IDENTITIES.computeIfAbsent(
                arbiter, name -> scenario.fixture().newIdentity(name, Role.APPROVER, "approver-1"));
    }

    private void introduce(String arbiter) {
        TestIdentity identity = identity(arbiter);
        scenario.put(
                MemberKeys.member(identity.memberId()),
                new Member(
                        identity.memberId(),
                        List.of("arbiter"),
                        MemberStatus.ACTIVE,
                        Optional.empty(),
                        List.of(scenario.fixture().root().certificate())));
        scenario.put(MemberKeys.certificate(identity.digest()), certificate(identity));
    }

    private Certificate certificate(TestIdentity identity) {
        long start = scenario.fixture().start();
        return new Certificate(
                identity.digest(),
                identity.memberId(),
                "approver-1",
                Role.APPROVER,
                identity.chain(),
                Bytes.of(identity.key().spki()),
                start,
                start + 365 * 86_400_000L,
                start,
                Optional.empty());
    }

    private static SettlementTerms judged(SettlementTerms t) {
        List<MemberId> members = ARBITERS.stream().map(MemberId::new).toList();
        return new SettlementTerms(
                t.currency(), t.price(), t.sharing(), t.shares(), t.fee(), t.deposits(), new Arbiters(members, 2));
    }

    Scenario scenario() {
        return scenario;
    }

    Story story() {
        return scenario.story();
    }

    TaskManifest manifest() {
        return manifest;
    }

    RunId run() {
        return run;
    }

    Tribunal released() {
        story().finish(manifest, run);
        return this;
    }

    /** Only telco-b releases; clearing-c withholds. Time stands a second before releases are late. */
    Tribunal withheld() {
        story().commitInputs(manifest, run);
        story().attest(manifest, run);
        accepts("telco-b", Story.released(manifest, run, manifest.parties().get(1)));
        story().pass(600_000 - 1_000);
        return this;
    }

    Tribunal aborted() {
        accepts(
                "clearing-c",
                new RunCommand.AbortRun(
                        run, new Code("peer-lost"), Optional.empty(), ConsortiumFixture.digest("head")));
        return this;
    }

    /** Nobody commits. Time stands where the run is late. */
    Tribunal late() {
        story().pass(600_001);
        return this;
    }

    static Verdict verdict(PriceRuling price, List<MemberId> faults, List<MemberId> harmed, MemberId... frivolous) {
        return new Verdict(price, faults, harmed, List.of(frivolous));
    }

    static Verdict settle() {
        return verdict(PriceRuling.SETTLE, List.of(), List.of());
    }

    static Verdict refund() {
        return verdict(PriceRuling.REFUND, List.of(), List.of());
    }

    SettlementCommand.OpenDispute dispute() {
        return new SettlementCommand.OpenDispute(
                run, new Code("result/unreadable"), ConsortiumFixture.digest("statement"));
    }

    Tribunal disputes(String... members) {
        for (String member : members) {
            accepts(member, dispute());
        }
        return this;
    }

    Decision rule(String arbiter, Verdict verdict) {
        return judge(arbiter, new SettlementCommand.Rule(run, verdict));
    }

    /** What is decided about an arbiter's command. */
    Decision judge(String arbiter, Command command) {
        return scenario.judge(identity(arbiter), command);
    }

    Tribunal rules(Verdict verdict, String... members) {
        for (String arbiter : members) {
            story().pass(1_000);
            byte[] envelope = scenario.fixture()
                    .signed(identity(arbiter), new SettlementCommand.Rule(run, verdict), story().time());
            assertThat(scenario.ledger().apply(envelope, story().time())).isInstanceOf(Decision.Accepted.class);
        }
        return this;
    }

    Tribunal refusesRule(String arbiter, Verdict verdict, Reason reason, Object detail) {
        assertThat(rule(arbiter, verdict)).isEqualTo(new Decision.Rejected(reason, detail.toString()));
        return this;
    }

    Tribunal refusesDispute(String member, Reason reason, Object detail) {
        scenario.refuses(member, Role.NODE, dispute(), reason, detail.toString());
        return this;
    }

    void refusesClose(String state) {
        scenario.refuses("clearing-c", Role.MARKET, close(), Reason.STATE_FORBIDS, state);
    }

    Outcome closed() {
        scenario.accepts("clearing-c", Role.MARKET, close());
        return outcome();
    }

    Outcome outcome() {
        return scenario.read(SettlementKeys.outcome(run)).orElseThrow();
    }

    SettlementCommand.CloseRun close() {
        return new SettlementCommand.CloseRun(run);
    }

    /** The postings as {@code <to> <amount> <cause> <from>}. */
    static Stream<String> lines(Outcome outcome) {
        return outcome.postings().stream()
                .map(posting -> posting.to() + " " + posting.amount() + " " + posting.cause() + " " + posting.from());
    }

    private void accepts(String member, Command command) {
        scenario.accepts(member, Role.NODE, command);
    }
}
