package io.datapact.contract.member;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.state.StateKey;

/** The keys of members, certificates and the network's frame. */
public final class MemberKeys {
    /** The genesis record. */
    public static final StateKey<Genesis> GENESIS = new StateKey<>("network/genesis", Genesis.class);

    /** Network id, rules and policy in force, reviewers, currencies. */
    public static final StateKey<Frame> FRAME = new StateKey<>("network/frame", Frame.class);

    /** Members that govern. */
    public static final StateKey<Roster> ROSTER = new StateKey<>("network/roster", Roster.class);

    /** Pauses; absent until the first. */
    public static final StateKey<Pause> PAUSE = new StateKey<>("network/pause", Pause.class);

    private MemberKeys() {}

    /** A policy version. */
    public static StateKey<Policy> policy(long version) {
        return new StateKey<>("policy/" + StateKey.number(version), Policy.class);
    }

    /** A member. */
    public static StateKey<Member> member(MemberId member) {
        return new StateKey<>("member/" + member, Member.class);
    }

    /** A certificate by the digest of its DER. */
    public static StateKey<Certificate> certificate(Digest digest) {
        return new StateKey<>("cert/" + digest, Certificate.class);
    }

    /** A node. */
    public static StateKey<NodeEntry> node(NodeId node) {
        return new StateKey<>("node/" + node, NodeEntry.class);
    }

    /** Who took a public key. */
    public static StateKey<SpkiOwner> spki(Digest spki) {
        return new StateKey<>("spki/" + spki, SpkiOwner.class);
    }
}
