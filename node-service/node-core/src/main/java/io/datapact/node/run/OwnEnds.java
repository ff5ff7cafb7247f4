package io.datapact.node.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.NodeEntry;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.Slots;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.store.Tombstone;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What this member has ended at this node, whatever the ledger says of it: its approval, its datasets, its part in a task,
 * its certificates. Adversary: a ledger's host that withholds what was signed here.
 */
final class OwnEnds {
    private static final String HERE = ", signed here";

    private final MemberId member;
    private final Digest tls;
    private final OwnRevocations revocations;

    /**
     * What ended for one node.
     *
     * @param tls the TLS certificate that it offers to peers
     */
    OwnEnds(MemberId member, Digest tls, OwnRevocations revocations) {
        this.member = member;
        this.tls = tls;
        this.revocations = revocations;
    }

    /** Why no run of a task may start, or empty. A closed task is among it; its runs under way live on. */
    Optional<Refusal> beforeStart(StateReader state, TaskManifest manifest) {
        if (revocations.buried(Tombstone.of(manifest.task()))) {
            return refused(Reason.STATE_FORBIDS, "CLOSED" + HERE);
        }
        Stream<Digest> newest = manifest.parties().stream()
                .filter(party -> party.node().member().equals(member))
                .flatMap(party -> state.read(MemberKeys.node(party.node())).stream())
                .map(NodeEntry::certificate);
        return lasting(state, manifest).or(() -> certificates(Stream.concat(newest, Stream.of(tls))));
    }

    /** Why a run under way, with the certificates that its start resolved, must not go on, or empty. */
    Optional<Refusal> duringRun(StateReader state, TaskManifest manifest, List<PartyNode> parties) {
        Stream<Digest> resolved = parties.stream()
                .filter(party -> party.node().member().equals(member))
                .flatMap(party -> Stream.of(party.nodeCertificate(), party.tlsCertificate()));
        return lasting(state, manifest).or(() -> certificates(resolved));
    }

    private Optional<Refusal> lasting(StateReader state, TaskManifest manifest) {
        return approval(state, manifest).or(() -> datasets(manifest));
    }

    private Optional<Refusal> approval(StateReader state, TaskManifest manifest) {
        return LongStream.rangeClosed(Slots.FIRST, Slots.each(state, manifest))
                .mapToObj(slot -> slot(state, manifest, slot))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Refusal> slot(StateReader state, TaskManifest manifest, long slot) {
        Optional<Approval> own = state.read(TaskKeys.approval(manifest.task(), member, slot));
        if (own.isEmpty()) {
            return refused(Reason.APPROVAL_MISSING, member.value());
        }
        boolean stands = own.get().seq() > revocations.revokedThrough(manifest.task())
                && !revocations.buried(Tombstone.of(own.get().certificate()));
        return stands ? Optional.empty() : refused(Reason.APPROVAL_REVOKED, member + HERE);
    }

    private Optional<Refusal> datasets(TaskManifest manifest) {
        return manifest.inputs().stream()
                .map(TaskInput::dataset)
                .filter(dataset -> dataset.member().equals(member))
                .filter(dataset -> revocations.buried(Tombstone.of(dataset)))
                .findFirst()
                .flatMap(dataset -> refused(Reason.DATASET_WITHDRAWN, dataset + HERE));
    }

    private Optional<Refusal> certificates(Stream<Digest> own) {
        return own.filter(certificate -> revocations.buried(Tombstone.of(certificate)))
                .findFirst()
                .flatMap(certificate -> refused(Reason.CERTIFICATE_REVOKED, member + " " + certificate + HERE));
    }

    private static Optional<Refusal> refused(Reason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }
}
