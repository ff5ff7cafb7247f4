package io.datapact.audit;

import io.datapact.contract.command.EvidenceCommand.RecordDeletion;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.OpenDispute;
import io.datapact.contract.command.SettlementCommand.PayOut;
import io.datapact.contract.command.SettlementCommand.Rule;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;

/**
 * The story between bank-a and telco-b with clearing-c as arbiter and a price shared by attested weights: telco-b
 * disputes, the arbiter rules, the run is closed, bank-a pays out and telco-b records a deletion.
 */
class JudgedStory extends AuditStory {
    static final MemberId BANK = new MemberId("bank-a");
    static final MemberId TELCO = new MemberId("telco-b");
    static final long WINDOW_MILLIS = 61_000;
    static final long ARBITERS_MILLIS = 86_400_000;

    private final Optional<Verdict> verdict;
    private final List<Long> weights;

    /** An arbiter gains nothing by the outcome, so the pool is another's. */
    private static final class Judged {
        private static final Story STORY =
                Story.begun(ConsortiumFixture.createWith(policy -> RecordCopy.with(policy, "pool", TELCO)));
    }

    JudgedStory(Optional<Verdict> verdict, Long... weights) {
        super(Judged.STORY);
        this.verdict = verdict;
        this.weights = List.of(weights);
    }

    static Verdict verdict(PriceRuling price, List<MemberId> faults, List<MemberId> harmed, MemberId... frivolous) {
        return new Verdict(price, faults, harmed, List.of(frivolous));
    }

    @Override
    TaskManifest firstManifest() {
        SettlementTerms terms = new SettlementTerms(
                "CNY",
                100_000,
                "attested/usage",
                List.of(new Share(TELCO, 0), new Share(BANK, 0)),
                new MemberAmount(TELCO, 1),
                List.of(new MemberAmount(BANK, 10_000), new MemberAmount(TELCO, 10_000)),
                new Arbiters(List.of(new MemberId("clearing-c")), 1));
        return aTask().parties(
                        new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                        new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE)))
                .terms(terms)
                .build();
    }

    @Override
    void approve() {
        approve("bank-a");
        approve("telco-b");
    }

    @Override
    CommonPart common() {
        return super.common().withWeights(weights);
    }

    @Override
    void settle() {
        dispute();
        verdict.ifPresent(found -> tell("clearing-c", Role.APPROVER, new Rule(run, found)));
        time += verdict.isPresent() ? WINDOW_MILLIS : WINDOW_MILLIS + ARBITERS_MILLIS;
        close();
    }

    void dispute() {
        tell(
                "telco-b",
                Role.NODE,
                new OpenDispute(run, new Code("result/unreadable"), ConsortiumFixture.digest("statement")));
    }

    void close() {
        tell("telco-b", Role.NODE, new CloseRun(run));
    }

    @Override
    void anchor() {
        tell("bank-a", Role.NODE, anchorOf("bank-a", 1));
        tell("telco-b", Role.NODE, anchorOf("telco-b", 1));
    }

    @Override
    void collect() {
        payOut();
        delete();
    }

    void payOut() {
        tell("bank-a", Role.NODE, new PayOut("CNY", 1_234, ConsortiumFixture.digest("order")));
    }

    void delete() {
        DeletedRows rows = new DeletedRows(new DatasetId("telco-b/subscribers"), 1, Optional.empty());
        tell("telco-b", Role.NODE, new RecordDeletion(Optional.of(rows), Optional.empty(), 1));
        tell("bank-a", Role.NODE, new RecordDeletion(Optional.empty(), Optional.of(manifest.task()), 1));
    }
}
