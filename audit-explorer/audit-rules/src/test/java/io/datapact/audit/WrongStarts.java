package io.datapact.audit;

import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.InputColumns;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.RecordCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Stories whose start, purpose or columns go wrong, by the rule that each violates. */
final class WrongStarts {
    private static final MemberId TELCO = new MemberId("telco-b");

    private WrongStarts() {}

    static Map<String, Supplier<AuditStory>> byRule() {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put("A07", OlderPolicy::new);
        stories.put("A10", WithdrawnAtStart::new);
        stories.put("A08", SuspendedAtStart::new);
        stories.put("A09", OtherPurpose::new);
        stories.put("A12", FurtherColumn::new);
        return stories;
    }

    /** The frame names a newer policy while the task is proposed. */
    private static final class OlderPolicy extends AuditStory {
        @Override
        void propose() {
            Frame frame = host.reader().read(MemberKeys.FRAME).orElseThrow();
            WrongApprovals.forcePayIn(this, Forgery.put(MemberKeys.FRAME, RecordCopy.with(frame, "policy", 2L)));
            time += STEP_MILLIS;
            byte[] envelope = signed("bank-a", Role.APPROVER, new ProposeTask(manifest));
            Write right = Forgery.put(MemberKeys.FRAME, frame);
            host.force(envelope, time, host.decide(envelope, host.with(right), time));
            WrongApprovals.forcePayIn(this, right);
        }
    }

    private static final class WithdrawnAtStart extends AuditStory {
        @Override
        void start() {
            StateKey<Dataset> key = DatasetKeys.dataset(new DatasetId("telco-b/subscribers"));
            Dataset active = host.reader().read(key).orElseThrow();
            Dataset withdrawn = RecordCopy.with(active, "status", DatasetStatus.WITHDRAWN);
            WrongApprovals.forcePayIn(this, Forgery.put(key, withdrawn));
            time += STEP_MILLIS;
            byte[] envelope = signed("bank-a", Role.NODE, startRun());
            Write right = Forgery.put(key, active);
            host.force(envelope, time, host.decide(envelope, host.with(right), time));
        }

        @Override
        void commit() {
            StateKey<Dataset> key = DatasetKeys.dataset(new DatasetId("telco-b/subscribers"));
            Dataset withdrawn = host.reader().read(key).orElseThrow();
            WrongApprovals.forcePayIn(
                    this, Forgery.put(key, RecordCopy.with(withdrawn, "status", DatasetStatus.ACTIVE)));
            super.commit();
        }
    }

    private static final class SuspendedAtStart extends AuditStory {
        @Override
        void start() {
            Member active = host.reader().read(MemberKeys.member(TELCO)).orElseThrow();
            Member suspended = new Member(
                    active.member(), active.kinds(), MemberStatus.SUSPENDED, Optional.empty(), active.roots());
            WrongApprovals.forcePayIn(this, Forgery.put(MemberKeys.member(TELCO), suspended));
            time += STEP_MILLIS;
            byte[] envelope = signed("bank-a", Role.NODE, startRun());
            host.force(
                    envelope,
                    time,
                    host.decide(envelope, host.with(Forgery.put(MemberKeys.member(TELCO), active)), time));
        }

        @Override
        void stateRun() {
            super.stateRun();
            Member suspended = host.reader().read(MemberKeys.member(TELCO)).orElseThrow();
            WrongApprovals.forcePayIn(
                    this,
                    Forgery.put(
                            MemberKeys.member(TELCO),
                            new Member(
                                    suspended.member(),
                                    suspended.kinds(),
                                    MemberStatus.ACTIVE,
                                    Optional.empty(),
                                    suspended.roots())));
        }
    }

    private static final class OtherPurpose extends AuditStory {
        private static final Code PURPOSE = new Code("marketing/campaign");

        @Override
        TaskManifest firstManifest() {
            return aTask().purpose(PURPOSE.value()).build();
        }

        @Override
        void propose() {
            time += STEP_MILLIS;
            force(signed("bank-a", Role.APPROVER, new ProposeTask(manifest)));
        }

        @Override
        void start() {
            time += STEP_MILLIS;
            force(signed("bank-a", Role.NODE, startRun()));
        }

        private void force(byte[] envelope) {
            List<Write> allowing = new ArrayList<>();
            for (TaskInput input : manifest.inputs()) {
                var key = DatasetKeys.version(input.dataset(), input.version());
                allowing.add(Forgery.put(key, allowing(host.reader().read(key).orElseThrow())));
            }
            host.force(envelope, time, host.decide(envelope, host.with(allowing.toArray(Write[]::new)), time));
        }

        private static DatasetVersion allowing(DatasetVersion version) {
            return RecordCopy.with(version, "terms", RecordCopy.with(version.terms(), "purposes", List.of(PURPOSE)));
        }
    }

    private static final class FurtherColumn extends AuditStory {
        @Override
        OwnPart own(Party party) {
            OwnPart right = super.own(party);
            List<InputColumns> columns = right.columns().stream()
                    .map(read -> read.input().equals(new Code("subscribers"))
                            ? new InputColumns(read.input(), List.of("id", "segment", "phone"))
                            : read)
                    .toList();
            return new OwnPart(
                    right.evidenceHead(),
                    right.evidenceCount(),
                    right.peers(),
                    right.handedOut(),
                    columns,
                    right.checks());
        }
    }
}
