package io.datapact.audit;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.EvidenceCommand.AnchorEvidence;
import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.command.RunCommand.ConfirmReceipt;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.Collect;
import io.datapact.contract.command.SettlementCommand.FundTask;
import io.datapact.contract.command.SettlementCommand.LockDeposit;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.InputPredicate;
import io.datapact.contract.evidence.ReleasePredicate;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.evidence.SettlementPredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;

/**
 * The whole story of one task with its evidence, told on a {@link WrongHost}. Told as it stands, it is right in every
 * way; a test overrides the step in which its producer goes wrong.
 */
class AuditStory extends StoryFrame {
    AuditStory() {}

    AuditStory(Story begun) {
        super(begun);
    }

    final AuditStory told() {
        propose();
        deny();
        fund();
        approve();
        start();
        stateRun();
        commit();
        attest();
        release();
        confirm();
        settle();
        stateSettlement();
        anchor();
        collect();
        return this;
    }

    void propose() {
        tell("bank-a", Role.APPROVER, new ProposeTask(manifest));
    }

    /** bank-a's own gate refuses a start before the approvals. */
    void deny() {
        byte[] early = signed("bank-a", Role.NODE, fixture.start(manifest, 1, time));
        Digest about = payloadDigest(early);
        evidence.state(
                "bank-a",
                time,
                Subject.of(Subject.REFUSED, about),
                link -> new DenialPredicate(
                        link, Optional.of(run), new MemberId("bank-a"), about, day(), 1, "APPROVAL_MISSING"));
        deny(denial(early, 1));
    }

    void deny(RecordDenial denial) {
        tell("bank-a", Role.NODE, denial);
    }

    final RecordDenial denial(byte[] refused, long seq) {
        return new RecordDenial(
                new MemberId("bank-a"), day(), seq, Bytes.of(refused), "APPROVAL_MISSING", Optional.empty());
    }

    void fund() {
        tell("bank-a", Role.NODE, new FundTask(run));
        for (MemberAmount deposit : manifest.terms().deposits()) {
            tell(deposit.member().value(), Role.NODE, new LockDeposit(run));
        }
    }

    void approve() {
        ConsortiumFixture.MEMBERS.forEach(this::approve);
    }

    void approve(String member) {
        tell(member, Role.APPROVER, approval());
    }

    final ApproveTask approval() {
        return new ApproveTask(manifest.task(), manifest.digest(), 0);
    }

    void start() {
        tell("bank-a", Role.NODE, startRun());
    }

    /** The start, with Readys over the newest checkpoint. */
    final StartRun startRun() {
        List<Bytes> readys = manifest.parties().stream()
                .map(party -> party.node().member().value())
                .map(member -> fixture.message(fixture.identity(member, Role.NODE), ready(member)))
                .toList();
        return new StartRun(run, readys);
    }

    Ready ready(String member) {
        Ready ready = fixture.readyOf(member, run, manifest.digest(), time);
        return new Ready(
                ready.type(),
                ready.network(),
                ready.run(),
                ready.manifestDigest(),
                ready.node(),
                ready.nodeCertificate(),
                ready.tlsCertificate(),
                host.size(),
                host.root(),
                ready.at(),
                ready.nonce());
    }

    void stateRun() {
        long position = host.size() - 1;
        Run started = host.reader().read(RunKeys.run(run)).orElseThrow();
        for (Party party : manifest.parties()) {
            say(party, link -> runStatement(link, started, position));
        }
    }

    RunPredicate runStatement(ChainLink link, Run started, long position) {
        return new RunPredicate(
                link,
                run,
                manifest.digest(),
                manifest.bodyDigest(),
                Story.pluginDigest(),
                ConsortiumFixture.digest("descriptor"),
                started.parties(),
                position,
                host.root(position + 1));
    }

    void commit() {
        for (TaskInput input : manifest.inputs()) {
            String owner = input.dataset().member().value();
            evidence.state(owner, time, subject(), link -> inputStatement(link, input));
            commit(owner, input);
        }
    }

    void commit(String owner, TaskInput input) {
        tell(owner, Role.NODE, Story.commitment(run, input));
    }

    InputPredicate inputStatement(ChainLink link, TaskInput input) {
        return new InputPredicate(
                link,
                run,
                input.name(),
                input.dataset(),
                input.version(),
                Story.registeredRoot(input.dataset()),
                Story.projectedRoot(run, input.name()),
                input.columns(),
                ConsortiumFixture.digest("salt " + input.name()));
    }

    void attest() {
        for (Party party : manifest.parties().stream().filter(this::attests).toList()) {
            String member = party.node().member().value();
            OwnPart part = own(party);
            say(
                    party,
                    link -> new ResultPredicate(
                            link,
                            run,
                            Story.pluginDigest(),
                            Digest.of(RecordCodec.of(CommonPart.class).encode(common())),
                            part.peers(),
                            part.handedOut(),
                            part.columns(),
                            part.checks()));
            OwnPart anchored = new OwnPart(
                    evidence.head(member),
                    evidence.count(member),
                    part.peers(),
                    part.handedOut(),
                    part.columns(),
                    part.checks());
            tell(member, Role.NODE, new AttestResult(run, common(), anchored));
        }
    }

    boolean attests(Party party) {
        return true;
    }

    CommonPart common() {
        return Story.common(manifest, run);
    }

    OwnPart own(Party party) {
        return Story.own(manifest, run, party);
    }

    void release() {
        for (Party party : manifest.parties()) {
            List<ReleaseDue> due = due(party);
            if (!due.isEmpty()) {
                say(party, link -> new ReleasePredicate(link, run, due, List.of(), List.of(), Optional.empty()));
                release(party);
            }
        }
    }

    final List<ReleaseDue> due(Party party) {
        return common().release().stream()
                .filter(one -> one.party() == party.index())
                .toList();
    }

    void release(Party party) {
        tell(party.node().member().value(), Role.NODE, Story.released(manifest, run, party));
    }

    void confirm() {
        Digest result = ConsortiumFixture.digest("salted result");
        evidence.state(
                "bank-a",
                time,
                subject(),
                link -> new ReleasePredicate(
                        link,
                        run,
                        List.of(),
                        common().release(),
                        Story.own(manifest, run, manifest.parties().getFirst()).checks(),
                        Optional.of(result)));
        confirm(new ConfirmReceipt(run, result));
    }

    void confirm(ConfirmReceipt receipt) {
        tell("bank-a", Role.NODE, receipt);
    }

    void settle() {
        time += 61_000;
        tell("telco-b", Role.NODE, new CloseRun(run));
    }

    void stateSettlement() {
        Outcome outcome = host.reader().read(SettlementKeys.outcome(run)).orElseThrow();
        Digest digest = Digest.of(RecordCodec.of(Outcome.class).encode(outcome));
        for (Party party : manifest.parties()) {
            say(party, link -> new SettlementPredicate(link, run, outcome.kind(), outcome.row(), digest));
        }
    }

    void anchor() {
        ConsortiumFixture.MEMBERS.forEach(member -> tell(member, Role.NODE, anchorOf(member, 1)));
    }

    final AnchorEvidence anchorOf(String member, long seq) {
        return new AnchorEvidence(run, seq, evidence.head(member), evidence.count(member));
    }

    void collect() {
        tell("telco-b", Role.NODE, new Collect("CNY", List.of(), List.of(run)));
    }
}
