package io.datapact.contract.governance;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.state.StateKey;

/** The keys of votes and of what they change. */
public final class GovernanceKeys {
    /** Witnesses; absent until they are set. */
    public static final StateKey<Witnesses> WITNESSES = new StateKey<>("network/witnesses", Witnesses.class);

    /** Reference values; absent until they are set. */
    public static final StateKey<ReferenceValues> REFERENCE_VALUES =
            new StateKey<>("network/reference-values", ReferenceValues.class);

    /** The ledger's authority where its key is no longer that of the genesis. */
    public static final StateKey<LedgerAuthority> AUTHORITY =
            new StateKey<>("network/authority", LedgerAuthority.class);

    private GovernanceKeys() {}

    /** That a public key was the log's before. */
    public static StateKey<FormerLogKey> formerLogKey(Bytes key) {
        return new StateKey<>("log-key/" + Digest.of(key.toBytes()), FormerLogKey.class);
    }

    /** A member's vote about a motion. */
    public static StateKey<CastVote> vote(Digest motion, MemberId member) {
        return new StateKey<>("vote/" + motion + "/" + member, CastVote.class);
    }

    /** That a motion was enacted. */
    public static StateKey<Enacted> enacted(Digest motion) {
        return new StateKey<>("enacted/" + motion, Enacted.class);
    }

    /** A member's last brief pause. */
    public static StateKey<BriefPause> paused(MemberId member) {
        return new StateKey<>("paused/" + member, BriefPause.class);
    }

    /** The era of a member's admins. */
    public static StateKey<AdminEra> era(MemberId member) {
        return new StateKey<>("admins/" + member, AdminEra.class);
    }

    /** The era of an admin or revoker certificate. */
    public static StateKey<AdminEra> era(MemberId member, Digest certificate) {
        return new StateKey<>("admin/" + member + "/" + certificate, AdminEra.class);
    }
}
