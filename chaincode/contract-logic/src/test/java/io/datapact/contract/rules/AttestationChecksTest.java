package io.datapact.contract.rules;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputColumns;
import io.datapact.contract.run.InputRoot;
import io.datapact.contract.run.OutputCommitment;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttestationChecksTest {
    private static final Digest OTHER = ConsortiumFixture.digest("other");

    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest = scenario.fixture().aTask().build();
    private final RunId run = scenario.story().started(manifest);
    private final CommonPart common = Story.common(manifest, run);
    private final OwnPart own = Story.own(manifest, run, manifest.parties().get(0));

    AttestationChecksTest() {
        scenario.story().commitInputs(manifest, run);
    }

    static CommonPart withoutReleases(CommonPart c) {
        return new CommonPart(c.run(), c.manifestDigest(), c.pluginDigest(), c.inputs(), c.outputs(), List.of());
    }

    private void refuses(CommonPart changed, String field) {
        scenario.refuses(
                "bank-a", Role.NODE, new RunCommand.AttestResult(run, changed, own), Reason.MANIFEST_MISMATCH, field);
    }

    private void refuses(OwnPart changed, String field) {
        scenario.refuses(
                "bank-a",
                Role.NODE,
                new RunCommand.AttestResult(run, common, changed),
                Reason.MANIFEST_MISMATCH,
                field);
    }

    private CommonPart inputs(List<InputRoot> inputs) {
        return new CommonPart(
                run, common.manifestDigest(), common.pluginDigest(), inputs, common.outputs(), common.release());
    }

    private CommonPart outputs(List<OutputCommitment> outputs) {
        return new CommonPart(
                run, common.manifestDigest(), common.pluginDigest(), common.inputs(), outputs, common.release());
    }

    private CommonPart release(List<ReleaseDue> release) {
        return new CommonPart(
                run, common.manifestDigest(), common.pluginDigest(), common.inputs(), common.outputs(), release);
    }

    @Test
    void run_manifest_and_plugin_must_be_those_of_the_ledger() {
        refuses(
                new CommonPart(
                        new RunId(run.task(), 2),
                        common.manifestDigest(),
                        common.pluginDigest(),
                        common.inputs(),
                        common.outputs(),
                        common.release()),
                "/common/run");
        refuses(
                new CommonPart(run, OTHER, common.pluginDigest(), common.inputs(), common.outputs(), common.release()),
                "/common/manifestDigest");
        refuses(
                new CommonPart(
                        run, common.manifestDigest(), OTHER, common.inputs(), common.outputs(), common.release()),
                "/common/pluginDigest");
    }

    @Test
    void input_roots_must_be_those_committed_in_order() {
        InputRoot loans = common.inputs().get(0);
        InputRoot subscribers = common.inputs().get(1);
        refuses(inputs(List.of(subscribers, loans)), "/common/inputs");
        refuses(inputs(List.of(loans)), "/common/inputs");
        refuses(inputs(List.of(loans, new InputRoot(subscribers.input(), OTHER))), "/common/inputs");
    }

    @Test
    void output_commitments_must_be_in_order_each_once_and_whole() {
        OutputCommitment first = common.outputs().get(0);
        OutputCommitment second = common.outputs().get(1);
        refuses(outputs(List.of()), "/common/outputs");
        refuses(outputs(List.of(second, first)), "/common/outputs/1");
        refuses(outputs(List.of(first, first)), "/common/outputs/1");
        refuses(outputs(List.of(new OutputCommitment(new Code("nothing"), 0, OTHER))), "/common/outputs/0/output");
        refuses(outputs(List.of(new OutputCommitment(first.output(), 3, OTHER))), "/common/outputs/0/party");
        refuses(outputs(List.of(new OutputCommitment(first.output(), -1, OTHER))), "/common/outputs/0/party");
    }

    @Test
    void releases_must_be_in_order_each_once_and_to_other_recipients() {
        ReleaseDue telco = common.release().get(0);
        ReleaseDue clearing = common.release().get(1);
        refuses(release(List.of(clearing, telco)), "/common/release/1");
        refuses(release(List.of(telco, telco)), "/common/release/1");
        ReleaseDue toSelf = new ReleaseDue(telco.output(), 0, new MemberId("bank-a"), OTHER, OTHER);
        refuses(release(List.of(toSelf)), "/common/release/0/recipient");
        ReleaseDue toOther = new ReleaseDue(telco.output(), 1, new MemberId("clearing-c"), OTHER, OTHER);
        refuses(release(List.of(toOther)), "/common/release/0/recipient");
        ReleaseDue ofNobody = new ReleaseDue(telco.output(), 16, new MemberId("bank-a"), OTHER, OTHER);
        refuses(release(List.of(ofNobody)), "/common/release/0/party");
        ReleaseDue ofNothing = new ReleaseDue(new Code("nothing"), 1, new MemberId("bank-a"), OTHER, OTHER);
        refuses(release(List.of(ofNothing)), "/common/release/0/output");
    }

    @Test
    void the_own_part_speaks_of_other_parties_and_own_inputs() {
        PeerTranscript peer = own.peers().get(0);
        PeerTranscript self = new PeerTranscript(0, BigInteger.ONE, OTHER, BigInteger.ONE, OTHER);
        PeerTranscript negative = new PeerTranscript(1, BigInteger.ONE.negate(), OTHER, BigInteger.ONE, OTHER);
        refuses(peers(List.of(self)), "/own/peers/0/peer");
        refuses(peers(List.of(peer, peer)), "/own/peers");
        refuses(peers(List.of(negative)), "/own/peers/0");
        InputRoot foreign = new InputRoot(new Code("subscribers"), OTHER);
        refuses(handedOut(List.of(foreign)), "/own/handedOut");
        InputRoot loans = own.handedOut().get(0);
        refuses(handedOut(List.of(loans, loans)), "/own/handedOut");
        refuses(
                new OwnPart(OTHER, -1, own.peers(), own.handedOut(), own.columns(), own.checks()),
                "/own/evidenceCount");
    }

    private OwnPart peers(List<PeerTranscript> peers) {
        return new OwnPart(OTHER, 1, peers, own.handedOut(), own.columns(), own.checks());
    }

    private OwnPart handedOut(List<InputRoot> handedOut) {
        return new OwnPart(OTHER, 1, own.peers(), handedOut, own.columns(), own.checks());
    }

    @Test
    void a_member_that_is_no_party_does_not_attest() {
        TaskManifest two = scenario.fixture()
                .aTask()
                .task("bank-a/two")
                .slot(2)
                .terms(ManifestBuilder.terms(50_000, 10_000))
                .parties(manifest.parties().get(0), manifest.parties().get(1))
                .build();
        scenario.story().propose(two);
        for (String member : List.of("bank-a", "telco-b")) {
            scenario.accepts(member, Role.APPROVER, new TaskCommand.ApproveTask(two.task(), two.digest(), 0));
        }
        scenario.story().fund(two, 1);
        RunId other = scenario.story().start(two, 1);
        scenario.story().commitInputs(two, other);
        scenario.refuses(
                "clearing-c",
                Role.NODE,
                Story.attestation(two, other, two.parties().get(0)),
                Reason.NOT_A_PARTY,
                "clearing-c");
    }

    @Test
    void peers_are_parties_and_columns_are_of_own_inputs() {
        PeerTranscript beyond = new PeerTranscript(3, BigInteger.ONE, OTHER, BigInteger.ONE, OTHER);
        PeerTranscript below = new PeerTranscript(-1, BigInteger.ONE, OTHER, BigInteger.ONE, OTHER);
        PeerTranscript owing = new PeerTranscript(1, BigInteger.ONE, OTHER, BigInteger.ONE.negate(), OTHER);
        refuses(peers(List.of(beyond)), "/own/peers/0/peer");
        refuses(peers(List.of(below)), "/own/peers/0/peer");
        refuses(peers(List.of(owing)), "/own/peers/0");
        InputColumns foreign = new InputColumns(new Code("subscribers"), List.of("id"));
        refuses(new OwnPart(OTHER, 1, own.peers(), own.handedOut(), List.of(foreign), own.checks()), "/own/columns");
    }

    @Test
    void a_party_may_attest_that_it_exchanged_and_recorded_nothing() {
        PeerTranscript silent = new PeerTranscript(1, BigInteger.ZERO, OTHER, BigInteger.ZERO, OTHER);
        OwnPart idle = new OwnPart(OTHER, 0, List.of(silent), own.handedOut(), own.columns(), own.checks());
        scenario.accepts("bank-a", Role.NODE, new RunCommand.AttestResult(run, common, idle));
    }

    @Test
    void of_two_outputs_each_has_a_commitment_and_the_first_comes_first() {
        TaskOutput table = manifest.outputs().get(0);
        TaskOutput totals = RecordCopy.with(table, "name", new Code("totals"));
        scenario.edit(
                TaskKeys.task(run.task()),
                t -> RecordCopy.with(t, "manifest", RecordCopy.with(manifest, "outputs", List.of(table, totals))));
        OutputCommitment first = new OutputCommitment(table.name(), 1, OTHER);
        OutputCommitment second = new OutputCommitment(totals.name(), 0, OTHER);
        refuses(outputs(List.of(first)), "/common/outputs");
        refuses(outputs(List.of(second, first)), "/common/outputs/1");
    }
}
