package io.datapact.contract.history;

import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;

/** The base that a motion names: the digest of the bytes of the record that its action changes. */
final class Bases {
    private Bases() {}

    static Digest of(Store state, Action action) {
        return state.get(key(action)).map(Digest::of).orElse(Motion.ABSENT);
    }

    private static String key(Action action) {
        return switch (action) {
            case Action.AddMember a -> "network/roster";
            case Action.Suspend a -> "member/" + a.member();
            case Action.Reinstate a -> "member/" + a.member();
            case Action.SetRoots a -> "member/" + a.member();
            case Action.ResetAdmins a -> "admins/" + a.member();
            case Action.SetPolicy a -> "network/frame";
            case Action.UpgradeRules a -> "network/frame";
            case Action.SetFrame a -> part(a);
            case Action.LongPause a -> "network/pause";
            case Action.Resume a -> "network/pause";
        };
    }

    private static String part(Action.SetFrame set) {
        if (set.witnesses().isPresent()) {
            return "network/witnesses";
        }
        if (set.referenceValues().isPresent()) {
            return "network/reference-values";
        }
        return set.logKey().isPresent() ? "network/authority" : "network/frame";
    }
}
