package io.datapact.contract.rules;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.DenialEntry;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.PrecedenceTest.Fault;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** telco-b's gate records that it refused bank-a's question, and what can be wrong with that. */
final class DenialBench implements PrecedenceTest.Bench {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final NodeId GATE = new NodeId("telco-b/1");
    private static final long DAY_MILLIS = 86_400_000;

    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest;
    private Digest network;
    private MemberId asker = BANK;
    private boolean recordedBefore;
    private String gate = "telco-b";
    private long seq = 1;
    private long daysAgo;
    private Optional<Denial.Overflow> overflow = Optional.empty();

    DenialBench() {
        TaskManifest whole = scenario.fixture().aTask().build();
        this.manifest = scenario.fixture()
                .aTask()
                .parties(whole.parties().get(0), whole.parties().get(1))
                .build();
        this.network = scenario.fixture().network();
        scenario.story().propose(manifest);
    }

    static List<Fault> faults() {
        Denial.Overflow more = new Denial.Overflow(1, ConsortiumFixture.digest("more"));
        return List.of(
                fault(Reason.WRONG_NETWORK, "about-elsewhere", b -> b.network = ConsortiumFixture.digest("elsewhere")),
                fault(Reason.CERTIFICATE_UNKNOWN, "asker-unknown", DenialBench::forgetAsker),
                fault(Reason.MEMBER_SUSPENDED, "asker-suspended", DenialBench::suspendAskers),
                fault(Reason.ALREADY_DECIDED, "recorded-before", b -> b.recordedBefore = true),
                fault(Reason.NOT_A_PARTY, "another-asker", b -> b.asker = new MemberId("clearing-c")),
                fault(Reason.NOT_A_PARTY, "gate-no-party", b -> b.gate = "clearing-c"),
                fault(Reason.NOT_NEXT, "number-skipped", b -> b.seq = 2),
                fault(Reason.OUTSIDE_WINDOW, "long-ago", b -> b.daysAgo = 100),
                fault(Reason.QUOTA_EXCEEDED, "overflow-before-the-last", b -> b.overflow = Optional.of(more)));
    }

    private static Fault fault(Reason reason, String name, Consumer<DenialBench> change) {
        return new Fault(reason, name, bench -> change.accept((DenialBench) bench));
    }

    private void forgetAsker() {
        scenario.delete(MemberKeys.certificate(
                scenario.fixture().identity("bank-a", Role.NODE).digest()));
    }

    private void suspendAskers() {
        scenario.edit(MemberKeys.member(BANK), Bent::suspended);
        scenario.edit(MemberKeys.member(new MemberId("clearing-c")), Bent::suspended);
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public Command command() {
        TestIdentity signer = scenario.fixture().identity("bank-a", Role.NODE);
        RunId run = new RunId(manifest.task(), 1);
        AskReady question = new AskReady(
                AskReady.TYPE,
                network,
                run,
                manifest.digest(),
                new NodeId("bank-a/1"),
                signer.digest(),
                scenario.time());
        Bytes about = scenario.fixture().message(signer, question);
        if (recordedBefore) {
            Digest payload = DenialRulesTest.payloadOf(about);
            scenario.put(EvidenceKeys.denied(GATE, payload), new DenialEntry(BANK, 1, 1));
            scenario.put(EvidenceKeys.denied(new NodeId("clearing-c/1"), payload), new DenialEntry(BANK, 1, 1));
        }
        long day = scenario.time() / DAY_MILLIS - daysAgo;
        return new EvidenceCommand.RecordDenial(asker, day, seq, about, Reason.APPROVAL_MISSING.name(), overflow);
    }

    @Override
    public String member() {
        return gate;
    }

    @Override
    public Role role() {
        return Role.NODE;
    }
}
