package io.datapact.audit;

import io.datapact.audit.bundle.BundleSource.EvidenceFile;
import io.datapact.contract.command.RunCommand.ConfirmReceipt;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.evidence.ReleasePredicate;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.Receipt;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.Party;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Stories whose identities, evidence or money are wrong, by the rule that each violates. */
final class WrongRecords {
    private WrongRecords() {}

    static Map<String, Supplier<AuditStory>> byRule() {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put("D02", SignedAfterExpiry::new);
        stories.put("D04", SignedByApprover::new);
        stories.put("E01", LastStatementMissing::new);
        stories.put("E03", OtherHistoryShown::new);
        stories.put("E04", StatedByApprover::new);
        stories.put("E05", MiddleStatementMissing::new);
        stories.put("E08", MobileNumberAsHandle::new);
        stories.put("E12", WritesChanged::new);
        stories.put("S01", FeeTooHigh::new);
        stories.put("S02", SharesMoved::new);
        stories.put("S03", MoneyMade::new);
        stories.put("S04", SettledEarly::new);
        return stories;
    }

    private static final class SignedAfterExpiry extends AuditStory {
        private static final long DAYS_400 = 400L * 86_400_000L;

        @Override
        void collect() {
            super.collect();
            byte[] inTime = signed("bank-a", Role.NODE, anchorOf("bank-a", 2));
            List<Write> writes = host.decide(inTime, host.with(), time);
            time += DAYS_400;
            host.force(signed("bank-a", Role.NODE, anchorOf("bank-a", 2)), time, writes);
            time -= DAYS_400;
        }
    }

    private static final class SignedByApprover extends AuditStory {
        @Override
        void collect() {
            super.collect();
            time += STEP_MILLIS;
            List<Write> writes = host.decide(signed("bank-a", Role.NODE, anchorOf("bank-a", 2)), host.with(), time);
            host.force(signed("bank-a", Role.APPROVER, anchorOf("bank-a", 2)), time, writes);
        }
    }

    private static final class LastStatementMissing extends AuditStory {
        @Override
        List<EvidenceFile> files() {
            return super.files().stream()
                    .filter(file -> !(file.member().value().equals("telco-b")
                            && file.fileName().endsWith(".settlement.dsse.json")))
                    .toList();
        }
    }

    private static final class OtherHistoryShown extends AuditStory {
        @Override
        Ready ready(String member) {
            Ready right = super.ready(member);
            return member.equals("telco-b")
                    ? new Ready(
                            right.type(),
                            right.network(),
                            right.run(),
                            right.manifestDigest(),
                            right.node(),
                            right.nodeCertificate(),
                            right.tlsCertificate(),
                            right.checkpointSize(),
                            ConsortiumFixture.digest("another history"),
                            right.at(),
                            right.nonce())
                    : right;
        }
    }

    private static final class StatedByApprover extends AuditStory {
        @Override
        void release() {
            for (Party party : manifest.parties()) {
                List<ReleaseDue> due = due(party);
                if (!due.isEmpty()) {
                    String member = party.node().member().value();
                    Role role = member.equals("telco-b") ? Role.APPROVER : Role.NODE;
                    evidence.state(
                            fixture.identity(member, role),
                            time,
                            subject(),
                            link -> new ReleasePredicate(link, run, due, List.of(), List.of(), Optional.empty()));
                    release(party);
                }
            }
        }
    }

    private static final class MiddleStatementMissing extends AuditStory {
        @Override
        List<EvidenceFile> files() {
            return super.files().stream()
                    .filter(file -> !(file.member().value().equals("telco-b")
                            && file.fileName().endsWith(".release.dsse.json")))
                    .toList();
        }
    }

    private static final class MobileNumberAsHandle extends AuditStory {
        @Override
        void propose() {
            TestIdentity named = fixture.newIdentity("telco-b", Role.APPROVER, "13800138000");
            tell("telco-b", Role.ADMIN, fixture.registration(named));
            super.propose();
        }
    }

    private static final class WritesChanged extends AuditStory {
        @Override
        void confirm(ConfirmReceipt receipt) {
            time += STEP_MILLIS;
            host.forceChanged(
                    signed("bank-a", Role.NODE, receipt),
                    time,
                    writes -> Forgery.change(
                            writes,
                            RunKeys.receipt(run, new MemberId("bank-a")),
                            right -> new Receipt(right.result(), right.at() + 1)));
        }
    }

    /** A story whose outcome is written otherwise. */
    private abstract static class SettlesOtherwise extends AuditStory {
        @Override
        void settle() {
            time += 61_000;
            host.forceChanged(signed("telco-b", Role.NODE, new CloseRun(run)), time, this::forge);
        }

        abstract List<Write> forge(List<Write> writes);

        StateKey<Pay> pay(String member) {
            return SettlementKeys.pay(new MemberId(member), "CNY", run);
        }
    }

    private static final class FeeTooHigh extends SettlesOtherwise {
        @Override
        List<Write> forge(List<Write> writes) {
            return Forgery.change(
                    writes,
                    SettlementKeys.outcome(run),
                    right -> Forgery.repost(
                            Forgery.repost(right, "fee", "clearing-c", 10_001), "deposit-back", "clearing-c", 9_999));
        }
    }

    private static final class SharesMoved extends SettlesOtherwise {
        @Override
        List<Write> forge(List<Write> writes) {
            List<Write> posted = Forgery.change(
                    writes, SettlementKeys.outcome(run), right -> Forgery.moveShare(right, "telco-b", "bank-a"));
            List<Write> less = Forgery.change(posted, pay("telco-b"), right -> Forgery.add(right, -1));
            return Forgery.change(less, pay("bank-a"), right -> Forgery.add(right, 1));
        }
    }

    private static final class MoneyMade extends SettlesOtherwise {
        @Override
        List<Write> forge(List<Write> writes) {
            return Forgery.change(writes, pay("telco-b"), right -> Forgery.add(right, 1));
        }
    }

    private static final class SettledEarly extends AuditStory {
        @Override
        void settle() {
            time += STEP_MILLIS;
            List<Write> later = host.decide(
                    fixture.signed("telco-b", Role.NODE, new CloseRun(run), time + 61_000), host.with(), time + 61_000);
            host.force(signed("telco-b", Role.NODE, new CloseRun(run)), time, later);
        }
    }
}
