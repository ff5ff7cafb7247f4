package io.datapact.audit;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.SettlementCommand.PayIn;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.RevokeApproval;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Stories whose approvals go wrong, by the rule that each violates. */
final class WrongApprovals {
    private static final MemberId TELCO = new MemberId("telco-b");

    private WrongApprovals() {}

    static Map<String, Supplier<AuditStory>> byRule() {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put("A01", ApprovedAfterStart::new);
        stories.put("A02", NeverApproved::new);
        stories.put("A03", OtherManifestApproved::new);
        stories.put("A04", OtherNetwork::new);
        stories.put("A05", RevokedAtStart::new);
        stories.put("A06", ManifestChanged::new);
        return stories;
    }

    /** A story that forces the start as though telco-b's approval stood. */
    private abstract static class StartsAnyway extends AuditStory {
        @Override
        void start() {
            time += STEP_MILLIS;
            Approval standing = new Approval(
                    1,
                    ApprovalStatus.APPROVED,
                    fixture.identity("telco-b", Role.APPROVER).digest(),
                    "approver-1",
                    time + 1_000_000);
            byte[] envelope = signed("bank-a", Role.NODE, startRun());
            host.force(
                    envelope,
                    time,
                    host.decide(
                            envelope,
                            host.with(Forgery.put(TaskKeys.approval(manifest.task(), TELCO, 1), standing)),
                            time));
        }
    }

    private static final class ApprovedAfterStart extends StartsAnyway {
        @Override
        void approve() {
            approve("bank-a");
            approve("clearing-c");
        }

        @Override
        void stateRun() {
            super.stateRun();
            approve("telco-b");
        }
    }

    private static final class NeverApproved extends StartsAnyway {
        @Override
        void approve() {
            approve("bank-a");
            approve("clearing-c");
        }

        @Override
        void commit(String owner, TaskInput input) {
            if (owner.equals("bank-a")) {
                super.commit(owner, input);
                return;
            }
            time += STEP_MILLIS;
            byte[] envelope = signed(owner, Role.NODE, Story.commitment(run, input));
            Approval standing = new Approval(
                    1,
                    ApprovalStatus.APPROVED,
                    fixture.identity("telco-b", Role.APPROVER).digest(),
                    "approver-1",
                    time + 1_000_000);
            host.force(
                    envelope,
                    time,
                    host.decide(
                            envelope,
                            host.with(Forgery.put(TaskKeys.approval(manifest.task(), TELCO, 1), standing)),
                            time));
        }
    }

    private static final class OtherManifestApproved extends AuditStory {
        @Override
        void approve(String member) {
            if (!member.equals("telco-b")) {
                super.approve(member);
                return;
            }
            time += STEP_MILLIS;
            List<Write> right = host.decide(signed(member, Role.APPROVER, approval()), host.with(), time);
            ApproveTask other = new ApproveTask(manifest.task(), ConsortiumFixture.digest("another manifest"), 0);
            host.force(signed(member, Role.APPROVER, other), time, right);
        }
    }

    private static final class OtherNetwork extends AuditStory {
        @Override
        void collect() {
            super.collect();
            time += STEP_MILLIS;
            Command command = anchorOf("bank-a", 2);
            List<Write> right = host.decide(signed("bank-a", Role.NODE, command), host.with(), time);
            TestIdentity signer = fixture.identity("bank-a", Role.NODE);
            Header header = new Header(
                    ConsortiumFixture.digest("another network"),
                    signer.digest(),
                    Role.NODE,
                    "0".repeat(32),
                    time + 60_000);
            byte[] payload = CommandCodec.encode(new CommandPayload(header, command));
            host.force(fixture.seal(signer.key(), Dsse.COMMAND, payload), time, right);
        }
    }

    private static final class RevokedAtStart extends StartsAnyway {
        @Override
        void approve() {
            super.approve();
            tell("telco-b", Role.APPROVER, new RevokeApproval(manifest.task(), 1));
        }

        @Override
        void stateRun() {
            super.stateRun();
            tell("telco-b", Role.APPROVER, new ApproveTask(manifest.task(), manifest.digest(), 2));
        }
    }

    private static final class ManifestChanged extends AuditStory {
        @Override
        void approve() {
            super.approve();
            TaskManifest changed = aTask().runs(2).build();
            forcePayIn(
                    this,
                    Forgery.put(
                            TaskKeys.task(manifest.task()),
                            new Task(
                                    changed,
                                    changed.digest(),
                                    fixture.identity("bank-a", Role.APPROVER).digest(),
                                    time)));
            manifest = changed;
        }
    }

    /** A right pay-in that also writes something else. */
    static void forcePayIn(AuditStory story, Write further) {
        story.time += AuditStory.STEP_MILLIS;
        Digest reference = ConsortiumFixture.digest("reference " + story.time);
        byte[] envelope =
                story.signed("clearing-c", Role.MARKET, new PayIn("CNY", reference, new MemberId("bank-a"), 1));
        story.host.forceChanged(envelope, story.time, writes -> {
            List<Write> all = new ArrayList<>(writes);
            all.add(further);
            return all;
        });
    }
}
