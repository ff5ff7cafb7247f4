package io.datapact.audit;

import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.command.RunCommand.CommitInput;
import io.datapact.contract.command.RunCommand.ConfirmReceipt;
import io.datapact.contract.command.RunCommand.Release;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.evidence.InputPredicate;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Stories that go wrong in a run or its release, by the rule that each violates. */
final class WrongRuns {
    private WrongRuns() {}

    static Map<String, Supplier<AuditStory>> byRule() {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put("B01", UndeclaredInput::new);
        stories.put("B02", OneSaltTwice::new);
        stories.put("B03", OtherRegisteredRoot::new);
        stories.put("B04", OtherPlugin::new);
        stories.put("B09", NeverSettled::new);
        stories.put("B10", DenialNumberedTwo::new);
        stories.put("B11", OtherPeerPinned::new);
        stories.put("B12", CountsDiffer::new);
        stories.put("C01", NobodyServed::new);
        stories.put("C02", OtherKeyReleased::new);
        stories.put("C03", Unchecked::new);
        return stories;
    }

    private static final class UndeclaredInput extends AuditStory {
        private static final Code EXTRA = new Code("extra");

        @Override
        void commit() {
            super.commit();
            time += STEP_MILLIS;
            Digest projected = ConsortiumFixture.digest("extra rows");
            RunInput input = new RunInput(
                    InputStatus.COMMITTED,
                    Optional.of(ConsortiumFixture.digest("extra")),
                    Optional.of(projected),
                    time);
            byte[] envelope = signed(
                    "bank-a", Role.NODE, new CommitInput(run, EXTRA, ConsortiumFixture.digest("extra"), projected));
            host.force(envelope, time, List.of(Forgery.put(RunKeys.input(run, EXTRA), input)));
        }
    }

    private static final class OneSaltTwice extends AuditStory {
        @Override
        InputPredicate inputStatement(ChainLink link, TaskInput input) {
            InputPredicate right = super.inputStatement(link, input);
            return new InputPredicate(
                    link,
                    run,
                    right.input(),
                    right.dataset(),
                    right.version(),
                    right.registeredRoot(),
                    right.projectedRoot(),
                    right.columns(),
                    ConsortiumFixture.digest("the one salt"));
        }
    }

    private static final class OtherRegisteredRoot extends AuditStory {
        @Override
        void commit(String owner, TaskInput input) {
            if (owner.equals("bank-a")) {
                super.commit(owner, input);
                return;
            }
            time += STEP_MILLIS;
            CommitInput right = Story.commitment(run, input);
            List<Write> writes = host.decide(signed(owner, Role.NODE, right), host.with(), time);
            CommitInput other =
                    new CommitInput(run, right.input(), ConsortiumFixture.digest("other rows"), right.projectedRoot());
            host.force(signed(owner, Role.NODE, other), time, writes);
        }
    }

    private static final class OtherPlugin extends AuditStory {
        @Override
        RunPredicate runStatement(ChainLink link, Run started, long position) {
            RunPredicate right = super.runStatement(link, started, position);
            boolean wrong = link.member().value().equals("telco-b");
            return new RunPredicate(
                    link,
                    run,
                    right.manifestDigest(),
                    right.bodyDigest(),
                    wrong ? ConsortiumFixture.digest("another plugin") : right.pluginDigest(),
                    right.descriptor(),
                    right.parties(),
                    right.position(),
                    right.checkpointRoot());
        }
    }

    private static final class NeverSettled extends AuditStory {
        @Override
        void settle() {
            time += 10_000_000;
        }

        @Override
        void stateSettlement() {
            // There is no outcome to state.
        }

        @Override
        void collect() {
            // There is nothing to collect.
        }
    }

    private static final class DenialNumberedTwo extends AuditStory {
        @Override
        void collect() {
            super.collect();
            byte[] refused = signed("telco-b", Role.NODE, fixture.start(manifest, 2, time));
            RecordDenial denial = new RecordDenial(
                    fixture.identity("telco-b", Role.NODE).memberId(),
                    day(),
                    2,
                    Bytes.of(refused),
                    "USES_EXHAUSTED",
                    Optional.empty());
            time += STEP_MILLIS;
            Denial recorded =
                    new Denial(payloadDigest(refused), Optional.empty(), "USES_EXHAUSTED", Optional.empty(), time);
            var key = EvidenceKeys.denial(new NodeId("bank-a/1"), denial.asker(), day(), 2);
            host.force(signed("bank-a", Role.NODE, denial), time, List.of(Forgery.put(key, recorded)));
        }
    }

    private static final class OtherPeerPinned extends AuditStory {
        @Override
        RunPredicate runStatement(ChainLink link, Run started, long position) {
            RunPredicate right = super.runStatement(link, started, position);
            List<PartyNode> parties = new ArrayList<>(right.parties());
            if (link.member().value().equals("telco-b")) {
                PartyNode first = parties.getFirst();
                parties.set(
                        0,
                        new PartyNode(
                                first.index(),
                                first.node(),
                                first.nodeCertificate(),
                                ConsortiumFixture.digest("another certificate")));
            }
            return new RunPredicate(
                    link,
                    run,
                    right.manifestDigest(),
                    right.bodyDigest(),
                    right.pluginDigest(),
                    right.descriptor(),
                    parties,
                    right.position(),
                    right.checkpointRoot());
        }
    }

    private static final class CountsDiffer extends AuditStory {
        @Override
        OwnPart own(Party party) {
            OwnPart right = super.own(party);
            List<PeerTranscript> peers = new ArrayList<>(right.peers());
            if (party.index() == 1) {
                PeerTranscript first = peers.getFirst();
                peers.set(
                        0,
                        new PeerTranscript(
                                first.peer(),
                                first.bytesSent().add(BigInteger.ONE),
                                first.sent(),
                                first.bytesReceived(),
                                first.received()));
            }
            return new OwnPart(
                    right.evidenceHead(),
                    right.evidenceCount(),
                    peers,
                    right.handedOut(),
                    right.columns(),
                    right.checks());
        }
    }

    private static final class NobodyServed extends AuditStory {
        @Override
        CommonPart common() {
            CommonPart right = super.common();
            return new CommonPart(
                    run, right.manifestDigest(), right.pluginDigest(), right.inputs(), right.outputs(), List.of());
        }

        @Override
        void confirm(ConfirmReceipt receipt) {
            // The recipient gets nothing, and says nothing.
        }
    }

    private static final class OtherKeyReleased extends AuditStory {
        @Override
        void release(Party party) {
            if (party.index() != 1) {
                super.release(party);
                return;
            }
            time += STEP_MILLIS;
            Release right = Story.released(manifest, run, party);
            List<Write> writes = host.decide(signed("telco-b", Role.NODE, right), host.with(), time);
            List<ReleasedKey> others = right.keys().stream()
                    .map(key -> new ReleasedKey(key.output(), key.recipient(), Bytes.of(new byte[] {1, 2, 3})))
                    .toList();
            host.force(signed("telco-b", Role.NODE, new Release(run, others)), time, writes);
        }
    }

    private static final class Unchecked extends AuditStory {
        @Override
        OwnPart own(Party party) {
            OwnPart right = super.own(party);
            return new OwnPart(
                    right.evidenceHead(),
                    right.evidenceCount(),
                    right.peers(),
                    right.handedOut(),
                    right.columns(),
                    party.index() == 1 ? List.of(new Code("maximum-rows")) : right.checks());
        }
    }
}
