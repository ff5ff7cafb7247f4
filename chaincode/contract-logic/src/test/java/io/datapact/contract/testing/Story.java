package io.datapact.contract.testing;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Authentication;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/**
 * Plays the fixture's task step by step; each step must be accepted. Time moves a second with each command, or by
 * {@link #pass(long)}.
 */
public final class Story {
    private static final List<Role> REGISTERED = List.of(Role.APPROVER, Role.NODE, Role.TLS, Role.REVOKER, Role.MARKET);

    private final ConsortiumFixture fixture;
    private final FixtureLedger ledger;
    private long time;

    public Story(ConsortiumFixture fixture, FixtureLedger ledger) {
        this.fixture = fixture;
        this.ledger = ledger;
        this.time = fixture.start();
    }

    /** A story whose certificates, datasets, algorithm and money are registered. */
    public static Story begun(ConsortiumFixture fixture) {
        Story story = new Story(fixture, fixture.ledger());
        story.registerAll();
        return story;
    }

    /** A story that goes on from here by itself; this one is not changed. */
    public Story branch() {
        return on(ledger.copy());
    }

    /** The same, its envelopes decided about by another. */
    public Story branch(Decider decider) {
        return on(ledger.copy(decider));
    }

    private Story on(FixtureLedger copy) {
        Story branch = new Story(fixture, copy);
        branch.time = time;
        return branch;
    }

    /** The ledger that the story is told to. */
    public FixtureLedger ledger() {
        return ledger;
    }

    /** Who tells it. */
    public ConsortiumFixture fixture() {
        return fixture;
    }

    /** Time of the next command, millis since the epoch. */
    public long time() {
        return time;
    }

    /** Lets time pass. */
    public Story pass(long millis) {
        time += millis;
        return this;
    }

    /** Signs and applies a command at the story's time. */
    public Decision tell(String member, Role role, Command command) {
        time += 1_000;
        return ledger.apply(fixture.signed(member, role, command, time), time);
    }

    /** Applies a command at the story's time as if it were signed: quick, but leaves no entry. */
    public Decision tellUnsigned(String member, Role role, Command command) {
        time += 1_000;
        TestIdentity signer = fixture.identity(member, role);
        Header header = fixture.header(signer, time + Header.START_VALIDITY_MILLIS);
        Certificate certificate = ledger.reader()
                .read(MemberKeys.certificate(signer.digest()))
                .orElseThrow(() -> new IllegalStateException("expected a registered signer, found " + member));
        Digest payload = ConsortiumFixture.digest(header.nonce());
        return ledger.apply(
                new Authentication.Authenticated(new CommandPayload(header, command), certificate, payload), time);
    }

    /** Signs and applies a command that must be accepted. */
    public Decision.Accepted told(String member, Role role, Command command) {
        return switch (tell(member, role, command)) {
            case Decision.Accepted accepted -> accepted;
            case Decision.Rejected rejected ->
                throw new IllegalStateException("expected " + command.getClass().getSimpleName() + " by " + member
                        + " accepted, found " + rejected);
        };
    }

    /** Registers all identities, both datasets, the algorithm with its review, and money. */
    public void registerAll() {
        registerCertificates();
        registerDatasets();
        registerAlgorithm();
        payIn("bank-a", 1_000_000);
        payIn("telco-b", 100_000);
        payIn("clearing-c", 100_000);
    }

    public void registerCertificates() {
        for (String member : ConsortiumFixture.MEMBERS) {
            for (Role role : REGISTERED) {
                told(member, Role.ADMIN, fixture.registration(fixture.identity(member, role)));
            }
        }
    }

    public void registerDatasets() {
        DatasetId loans = new DatasetId("bank-a/loans");
        told("bank-a", Role.APPROVER, new DatasetCommand.RegisterDataset(loans, Optional.empty()));
        told("bank-a", Role.APPROVER, publish(loans, loansSchema(), terms(0, List.of())));
        DatasetId subscribers = new DatasetId("telco-b/subscribers");
        told("telco-b", Role.APPROVER, new DatasetCommand.RegisterDataset(subscribers, Optional.empty()));
        told("telco-b", Role.APPROVER, publish(subscribers, subscribersSchema(), terms(50_000, List.of("phone"))));
    }

    public void registerAlgorithm() {
        AlgorithmId id = new AlgorithmId("clearing-c/mpc-statistics");
        told(
                "clearing-c",
                Role.APPROVER,
                new AlgorithmCommand.RegisterAlgorithm(
                        id,
                        1,
                        new Code("datapact/mpc-statistics"),
                        pluginDigest(),
                        ConsortiumFixture.digest("descriptor"),
                        List.of(new Code("group-by")),
                        new Code("semi-honest-3pc"),
                        new Code("shares"),
                        false));
        told("clearing-c", Role.APPROVER, new AlgorithmCommand.ReviewAlgorithm(id, 1, pluginDigest(), true));
    }

    /** The digest of the fixture's plugin. */
    public static Digest pluginDigest() {
        return ConsortiumFixture.digest("plugin");
    }

    /** Pays in and collects. */
    public void payIn(String member, long amount) {
        Digest reference = ConsortiumFixture.digest("reference " + member + " " + time);
        told("clearing-c", Role.MARKET, new SettlementCommand.PayIn("CNY", reference, new MemberId(member), amount));
        told(member, Role.ADMIN, new SettlementCommand.Collect("CNY", List.of(reference), List.of()));
    }

    public TaskManifest propose(TaskManifest manifest) {
        told(manifest.proposer().value(), Role.APPROVER, new TaskCommand.ProposeTask(manifest));
        return manifest;
    }

    /** All three members approve. */
    public void approve(TaskManifest manifest) {
        for (String member : ConsortiumFixture.MEMBERS) {
            told(member, Role.APPROVER, new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0));
        }
    }

    /** The payer funds the run, each depositor locks its deposit. */
    public void fund(TaskManifest manifest, long run) {
        RunId id = new RunId(manifest.task(), run);
        told(manifest.payer().value(), Role.NODE, new SettlementCommand.FundTask(id));
        manifest.terms()
                .deposits()
                .forEach(deposit -> told(deposit.member().value(), Role.NODE, new SettlementCommand.LockDeposit(id)));
    }

    public RunId start(TaskManifest manifest, long run) {
        told(manifest.proposer().value(), Role.NODE, fixture.start(manifest, run, time));
        return new RunId(manifest.task(), run);
    }

    /** Proposes, approves, funds and starts the first run. */
    public RunId started(TaskManifest manifest) {
        propose(manifest);
        approve(manifest);
        fund(manifest, 1);
        return start(manifest, 1);
    }

    /** Each owner's node commits its inputs. */
    public void commitInputs(TaskManifest manifest, RunId run) {
        manifest.inputs().forEach(input -> told(input.dataset().member().value(), Role.NODE, commitment(run, input)));
    }

    /** The command that commits an input. */
    public static RunCommand.CommitInput commitment(RunId run, TaskInput input) {
        return new RunCommand.CommitInput(
                run, input.name(), registeredRoot(input.dataset()), projectedRoot(run, input.name()));
    }

    /** Each party attests. */
    public void attest(TaskManifest manifest, RunId run) {
        manifest.parties().forEach(party -> attest(manifest, run, party));
    }

    /** One party attests. */
    public void attest(TaskManifest manifest, RunId run, Party party) {
        told(party.node().member().value(), Role.NODE, attestation(manifest, run, party));
    }

    /** The command by which a party attests. */
    public static RunCommand.AttestResult attestation(TaskManifest manifest, RunId run, Party party) {
        return new RunCommand.AttestResult(run, common(manifest, run), own(manifest, run, party));
    }

    /** Each party that owes a key publishes it. */
    public void release(TaskManifest manifest, RunId run) {
        manifest.parties().stream()
                .filter(party -> !released(manifest, run, party).keys().isEmpty())
                .forEach(party -> told(party.node().member().value(), Role.NODE, released(manifest, run, party)));
    }

    /** Commits, attests, releases. */
    public void finish(TaskManifest manifest, RunId run) {
        commitInputs(manifest, run);
        attest(manifest, run);
        release(manifest, run);
    }

    /** Root registered for a dataset's version. */
    public static Digest registeredRoot(DatasetId dataset) {
        return ConsortiumFixture.digest("rows of " + dataset);
    }

    /** Root of an input's projection in a run. */
    public static Digest projectedRoot(RunId run, Code input) {
        return ConsortiumFixture.digest("projection " + run + " " + input);
    }

    /** The command that publishes a dataset's first version. */
    public DatasetCommand.PublishVersion publish(DatasetId dataset, Schema schema, Terms terms) {
        return new DatasetCommand.PublishVersion(dataset, 1, schema, "1000-9999", registeredRoot(dataset), terms);
    }

    /** Terms of both datasets. */
    public Terms terms(long pricePerUse, List<String> neverReleased) {
        return StoryData.terms(fixture.start(), pricePerUse, neverReleased);
    }

    /** Schema of bank-a's loans. */
    public static Schema loansSchema() {
        return StoryData.loansSchema();
    }

    /** Schema of telco-b's subscribers; {@code phone} is never released. */
    public static Schema subscribersSchema() {
        return StoryData.subscribersSchema();
    }

    /** The common part of a run's attestations. */
    public static CommonPart common(TaskManifest manifest, RunId run) {
        return StoryResults.common(manifest, run);
    }

    /** A party's own part. */
    public static OwnPart own(TaskManifest manifest, RunId run, Party party) {
        return StoryResults.own(manifest, run, party);
    }

    /** The command by which a party publishes its keys. */
    public static RunCommand.Release released(TaskManifest manifest, RunId run, Party party) {
        return StoryResults.released(manifest, run, party);
    }
}
