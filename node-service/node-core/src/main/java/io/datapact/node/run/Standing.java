package io.datapact.node.run;

import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.Slots;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Whether approvals, certificates and members stand at a time: contract.md section 3. Reads one view. */
final class Standing {
    private final StateReader state;
    private final long now;

    /**
     * Looks at a view.
     *
     * @param now millis since the epoch
     */
    Standing(StateReader state, long now) {
        this.state = state;
        this.now = now;
    }

    /** Why not every approval that the task needs stands, or empty; members in manifest order. */
    Optional<Refusal> approvals(TaskManifest manifest) {
        for (MemberId member : Slots.needed(state, manifest)) {
            Optional<Refusal> refusal = approval(manifest, member).or(() -> active(member));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> approval(TaskManifest manifest, MemberId member) {
        long slots = Slots.each(state, manifest);
        return LongStream.rangeClosed(Slots.FIRST, slots)
                .mapToObj(slot -> slot(manifest, member, slot, slots))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Refusal> slot(TaskManifest manifest, MemberId member, long slot, long people) {
        Optional<Approval> entry = state.read(TaskKeys.approval(manifest.task(), member, slot));
        if (entry.isEmpty()) {
            return refused(Reason.APPROVAL_MISSING, member.value());
        }
        Approval approval = entry.get();
        if (approval.status() == ApprovalStatus.REVOKED) {
            return refused(Reason.APPROVAL_REVOKED, member.value());
        }
        if (now > approval.standsUntil()) {
            return refused(Reason.APPROVAL_EXPIRED, member.value());
        }
        boolean unrevoked = state.read(MemberKeys.certificate(approval.certificate()))
                .filter(certificate -> certificate.member().equals(member))
                .filter(certificate -> certificate.revoked().isEmpty())
                .isPresent();
        return unrevoked && granted(approval, people)
                ? Optional.empty()
                : refused(Reason.APPROVAL_REVOKED, member.value());
    }

    /** Whether the standing approval that an auto-approver signed by, if it did, stands: not ended, with enough grants. */
    private boolean granted(Approval approval, long people) {
        return approval.standing()
                .map(named -> state.read(TaskKeys.standing(named))
                        .filter(standing -> standing.ended().isEmpty() && grants(standing) >= people)
                        .isPresent())
                .orElse(true);
    }

    private long grants(StandingApproval standing) {
        return standing.grants().stream()
                .flatMap(grant -> state.read(MemberKeys.certificate(grant)).stream())
                .filter(certificate -> certificate.revoked().isEmpty())
                .count();
    }

    /** Why the certificates of the parties do not stand, or empty. */
    Optional<Refusal> parties(List<PartyNode> parties) {
        for (PartyNode party : parties) {
            MemberId member = party.node().member();
            Optional<Refusal> refusal = certificates(party).or(() -> active(member));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> certificates(PartyNode party) {
        MemberId member = party.node().member();
        return certificate(party.nodeCertificate(), member, Role.NODE)
                .or(() -> certificate(party.tlsCertificate(), member, Role.TLS));
    }

    /**
     * Why a run that this node's gate admitted must not go on, or empty.
     *
     * <p>What contract.md says of the time after the start: CommitInput asks that the owner's slot, dataset and
     * certificate still stand; from the last CommitInput on a revocation undoes nothing on the ledger, and the uses
     * committed stay spent. It binds the parties' nodes instead: they abort, which each may until it has attested, so
     * that nothing is released. Two things do not stop a run: the closing or expiry of its task, which ends starts only
     * (section 4), and the suspension or leaving of a member, which may attest and release still (section 5, S). After
     * ATTESTED a revocation stops nothing: releases are owed.
     */
    Optional<Refusal> afterStart(TaskManifest manifest, List<PartyNode> parties) {
        return first(Slots.needed(state, manifest), member -> approval(manifest, member))
                .or(() -> first(parties, this::certificates))
                .or(() -> first(manifest.inputs(), this::dataset));
    }

    private Optional<Refusal> dataset(TaskInput input) {
        boolean active = state.read(DatasetKeys.dataset(input.dataset()))
                .filter(dataset -> dataset.status() == DatasetStatus.ACTIVE)
                .isPresent();
        return active
                ? Optional.empty()
                : refused(Reason.DATASET_WITHDRAWN, input.dataset().value());
    }

    private static <T> Optional<Refusal> first(List<T> all, Function<T, Optional<Refusal>> refusal) {
        return all.stream().map(refusal).flatMap(Optional::stream).findFirst();
    }

    /** Why a certificate does not stand for a member in a role, or empty. */
    Optional<Refusal> certificate(Digest digest, MemberId member, Role role) {
        Optional<Certificate> found = state.read(MemberKeys.certificate(digest));
        if (found.isEmpty() || !found.get().member().equals(member)) {
            return refused(Reason.CERTIFICATE_UNKNOWN, member + " " + digest);
        }
        Certificate certificate = found.get();
        if (now < certificate.effectiveFrom() || now < certificate.notBefore()) {
            return refused(Reason.CERTIFICATE_NOT_YET, member + " " + digest);
        }
        if (now > certificate.notAfter()) {
            return refused(Reason.CERTIFICATE_EXPIRED, member + " " + digest);
        }
        if (certificate.revoked().isPresent()) {
            return refused(Reason.CERTIFICATE_REVOKED, member + " " + digest);
        }
        if (certificate.role() != role) {
            return refused(Reason.CERTIFICATE_WRONG_ROLE, member + " " + digest);
        }
        return Optional.empty();
    }

    /** Why a member may not act, or empty. */
    Optional<Refusal> active(MemberId member) {
        Optional<Member> found = state.read(MemberKeys.member(member));
        boolean active = found.isPresent()
                && found.get().status() == MemberStatus.ACTIVE
                && found.get().leavingSince().isEmpty();
        return active ? Optional.empty() : refused(Reason.MEMBER_SUSPENDED, member.value());
    }

    private static Optional<Refusal> refused(Reason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }
}
