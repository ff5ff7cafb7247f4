package io.datapact.node.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run as the ledger holds it, seen from one party.
 *
 * @param index this party's index
 */
record RunFacts(Run run, TaskManifest manifest, int index) {
    RunId id() {
        return run.run();
    }

    Digest manifestDigest() {
        return run.manifestDigest();
    }

    MemberId member() {
        return party(index).node().member();
    }

    Party party(int at) {
        return manifest.parties().get(at);
    }

    int parties() {
        return manifest.parties().size();
    }

    /** Indices of the other parties, in order. */
    List<Integer> peers() {
        List<Integer> peers = new ArrayList<>();
        for (int at = 0; at < parties(); at++) {
            if (at != index) {
                peers.add(at);
            }
        }
        return peers;
    }

    /** This member's own inputs that this party reads: those of its datasets, at its first party with the role input. */
    List<TaskInput> ownInputs() {
        return manifest.inputs().stream()
                .filter(input -> inputParty(input.dataset().member()).equals(Optional.of(index)))
                .toList();
    }

    /** Outputs of which this party is a recipient. */
    List<TaskOutput> ownOutputs() {
        return manifest.outputs().stream()
                .filter(output -> output.recipients().contains(member()))
                .filter(output -> recipientParty(member()).equals(Optional.of(index)))
                .toList();
    }

    /** The party that reads a member's inputs. */
    Optional<Integer> inputParty(MemberId member) {
        return partyOf(member, "input");
    }

    /** The party that receives for a member. */
    Optional<Integer> recipientParty(MemberId member) {
        return partyOf(member, "recipient");
    }

    /** The node and certificates of the party that receives for a member. */
    PartyNode recipient(MemberId member) {
        return run.parties()
                .get(recipientParty(member)
                        .orElseThrow(() -> new IllegalStateException(
                                "expected a party of recipient " + member + " in run " + id() + ", found none")));
    }

    private Optional<Integer> partyOf(MemberId member, String role) {
        Optional<Integer> any = Optional.empty();
        for (Party party : manifest.parties()) {
            if (party.node().member().equals(member)) {
                if (party.roles().contains(role)) {
                    return Optional.of(Math.toIntExact(party.index()));
                }
                any = any.isPresent() ? any : Optional.of(Math.toIntExact(party.index()));
            }
        }
        return any;
    }

    /** A run seen from a node, or empty if it is no party. */
    static Optional<RunFacts> of(Run run, TaskManifest manifest, NodeId self) {
        return run.parties().stream()
                .filter(party -> party.node().equals(self))
                .findFirst()
                .map(party -> new RunFacts(run, manifest, Math.toIntExact(party.index())));
    }
}
