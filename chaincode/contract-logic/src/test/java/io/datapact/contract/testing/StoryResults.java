package io.datapact.contract.testing;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputColumns;
import io.datapact.contract.run.InputRoot;
import io.datapact.contract.run.OutputCommitment;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the parties of the story's runs attest and release. */
final class StoryResults {
    private StoryResults() {}

    /** The common part of a run's attestations. */
    static CommonPart common(TaskManifest manifest, RunId run) {
        List<OutputCommitment> outputs = new ArrayList<>();
        List<ReleaseDue> release = new ArrayList<>();
        Code output = manifest.outputs().get(0).name();
        for (Party party : manifest.parties()) {
            outputs.add(new OutputCommitment(
                    output, party.index(), ConsortiumFixture.digest("share " + run + party.index())));
            for (MemberId recipient : manifest.outputs().get(0).recipients()) {
                if (!party.node().member().equals(recipient)) {
                    release.add(new ReleaseDue(
                            output,
                            party.index(),
                            recipient,
                            ConsortiumFixture.digest("sealed " + run + party.index()),
                            Digest.of(keyMessage(run, party))));
                }
            }
        }
        List<InputRoot> inputs = manifest.inputs().stream()
                .map(input -> new InputRoot(input.name(), Story.projectedRoot(run, input.name())))
                .toList();
        CommonPart common = new CommonPart(run, manifest.digest(), Story.pluginDigest(), inputs, outputs, release);
        return manifest.terms().attestedMethod().isEmpty()
                ? common
                : common.withWeights(weights(manifest.terms().shares().size()));
    }

    /** 1, 2, 3, ... */
    private static List<Long> weights(int members) {
        List<Long> weights = new ArrayList<>();
        for (long weight = 1; weight <= members; weight++) {
            weights.add(weight);
        }
        return weights;
    }

    /** A party's own part. */
    static OwnPart own(TaskManifest manifest, RunId run, Party party) {
        List<TaskInput> inputs = manifest.inputs().stream()
                .filter(input -> input.dataset().member().equals(party.node().member()))
                .toList();
        List<PeerTranscript> peers = manifest.parties().stream()
                .filter(peer -> !peer.equals(party))
                .map(peer -> transcript(run, party, peer))
                .toList();
        return new OwnPart(
                ConsortiumFixture.digest("head " + party.node()),
                1,
                peers,
                inputs.stream()
                        .map(input -> new InputRoot(input.name(), Story.projectedRoot(run, input.name())))
                        .toList(),
                inputs.stream()
                        .map(input -> new InputColumns(input.name(), input.columns()))
                        .toList(),
                List.of(new Code("maximum-rows"), new Code("minimum-group")));
    }

    private static PeerTranscript transcript(RunId run, Party from, Party to) {
        return new PeerTranscript(
                to.index(),
                BigInteger.valueOf(1_000),
                ConsortiumFixture.digest(run + " " + from.index() + " to " + to.index()),
                BigInteger.valueOf(1_000),
                ConsortiumFixture.digest(run + " " + to.index() + " to " + from.index()));
    }

    /** The command by which a party publishes its keys. */
    static RunCommand.Release released(TaskManifest manifest, RunId run, Party party) {
        List<ReleasedKey> keys = common(manifest, run).release().stream()
                .filter(due -> due.party() == party.index())
                .map(due -> new ReleasedKey(due.output(), due.recipient(), Bytes.of(keyMessage(run, party))))
                .toList();
        return new RunCommand.Release(run, keys);
    }

    private static byte[] keyMessage(RunId run, Party party) {
        return ("key message " + run + " " + party.index()).getBytes(StandardCharsets.UTF_8);
    }
}
