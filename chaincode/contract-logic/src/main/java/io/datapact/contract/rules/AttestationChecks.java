package io.datapact.contract.rules;

import static io.datapact.contract.rules.ConsistencyChecks.distinct;
import static io.datapact.contract.rules.ConsistencyChecks.match;

import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputRoot;
import io.datapact.contract.run.OutputCommitment;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.AlgorithmRef;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskOutput;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether an attestation speaks of what the ledger knows: MANIFEST_MISMATCH with the field. */
final class AttestationChecks {
    private final StateReader reader;
    private final RunFacts facts;
    private final MemberId member;
    private final List<TaskOutput> outputs;

    AttestationChecks(StateReader reader, RunFacts facts, MemberId member) {
        this.reader = reader;
        this.facts = facts;
        this.member = member;
        this.outputs = facts.manifest().outputs();
    }

    void require(RunCommand.AttestResult command) {
        CommonPart common = command.common();
        match(common.run().equals(command.run()), "/common/run");
        match(common.manifestDigest().equals(facts.task().digest()), "/common/manifestDigest");
        match(common.pluginDigest().equals(pluginDigest()), "/common/pluginDigest");
        match(common.inputs().equals(projectedRoots()), "/common/inputs");
        requireOutputs(common.outputs());
        requireReleases(common.release());
        requireWeights(common);
        requireOwn(command.own());
    }

    private Digest pluginDigest() {
        AlgorithmRef ref = facts.manifest().algorithm();
        return reader.read(AlgorithmKeys.algorithm(ref.id(), ref.version()))
                .orElseThrow(() -> new IllegalStateException("expected the algorithm of a started run, found none"))
                .pluginDigest();
    }

    private List<InputRoot> projectedRoots() {
        return facts.manifest().inputs().stream()
                .map(TaskInput::name)
                .flatMap(name -> facts.input(name).flatMap(RunInput::projectedRoot).stream()
                        .map(root -> new InputRoot(name, root)))
                .toList();
    }

    /** Each output has a commitment; in order of output, then party; none twice. */
    private void requireOutputs(List<OutputCommitment> commitments) {
        long last = -1;
        for (int i = 0; i < commitments.size(); i++) {
            OutputCommitment commitment = commitments.get(i);
            String field = "/common/outputs/" + i;
            long order = order(commitment.output(), commitment.party(), field);
            match(order > last, field);
            last = order;
        }
        for (TaskOutput output : outputs) {
            boolean committed = commitments.stream()
                    .anyMatch(commitment -> commitment.output().equals(output.name()));
            match(committed, "/common/outputs");
        }
    }

    /** In order of output, then party, then recipient; to recipients other than the party; none twice. */
    private void requireReleases(List<ReleaseDue> dues) {
        long last = -1;
        for (int i = 0; i < dues.size(); i++) {
            ReleaseDue due = dues.get(i);
            String field = "/common/release/" + i;
            long party = order(due.output(), due.party(), field);
            int recipient = outputs.get(outputIndex(due.output())).recipients().indexOf(due.recipient());
            match(recipient >= 0, field + "/recipient");
            match(!facts.parties().get((int) due.party()).equals(due.recipient()), field + "/recipient");
            long order = party * Bounds.PARTIES + recipient;
            match(order > last, field);
            last = order;
        }
    }

    /** One weight per share member where sharing is attested, none where it is fixed. */
    private void requireWeights(CommonPart common) {
        SettlementTerms terms = facts.manifest().terms();
        Optional<Integer> expected =
                terms.attestedMethod().map(method -> terms.shares().size());
        match(common.weights().map(List::size).equals(expected), "/common/weights");
    }

    /** Place of (output, party) in manifest order. */
    private long order(Code output, long party, String field) {
        int index = outputIndex(output);
        match(index >= 0, field + "/output");
        match(party >= 0 && party < facts.parties().size(), field + "/party");
        return index * (long) facts.parties().size() + party;
    }

    private int outputIndex(Code name) {
        return outputs.stream().map(TaskOutput::name).toList().indexOf(name);
    }

    private void requireOwn(OwnPart own) {
        match(own.evidenceCount() >= 0, "/own/evidenceCount");
        long self = facts.parties().indexOf(member);
        match(distinct(own.peers().stream().map(PeerTranscript::peer)), "/own/peers");
        for (int i = 0; i < own.peers().size(); i++) {
            PeerTranscript peer = own.peers().get(i);
            boolean other = peer.peer() >= 0 && peer.peer() < facts.parties().size() && peer.peer() != self;
            match(other, "/own/peers/" + i + "/peer");
            boolean counted =
                    peer.bytesSent().signum() >= 0 && peer.bytesReceived().signum() >= 0;
            match(counted, "/own/peers/" + i);
        }
        requireOwnInputs(own.handedOut().stream().map(InputRoot::input), "/own/handedOut");
        requireOwnInputs(own.columns().stream().map(columns -> columns.input()), "/own/columns");
    }

    private void requireOwnInputs(Stream<Code> named, String field) {
        List<Code> names = named.toList();
        match(distinct(names.stream()), field);
        List<Code> own = facts.manifest().inputs().stream()
                .filter(input -> input.dataset().member().equals(member))
                .map(TaskInput::name)
                .toList();
        match(own.containsAll(names), field);
    }
}
