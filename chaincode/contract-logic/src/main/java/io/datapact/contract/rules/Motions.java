package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.AdminEra;
import io.datapact.contract.governance.Enacted;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Roster;
import io.datapact.contract.member.SpkiOwner;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each action of a motion asks of the state, and changes: contract.md section 5, Enact. */
final class Motions {
    private static final String ADMINS = "/payload/body/motion/args/admins";

    /** What an enactment writes, once votes and base are found good; refuses only with KEY_IN_USE. */
    @FunctionalInterface
    interface Change {
        void make();
    }

    private final FirstAdmins admins;

    Motions(FirstAdmins admins) {
        this.admins = admins;
    }

    /** The record that an action changes. */
    private static StateKey<?> changed(Action action) {
        return switch (action) {
            case Action.AddMember c -> MemberKeys.ROSTER;
            case Action.Suspend c -> MemberKeys.member(c.member());
            case Action.Reinstate c -> MemberKeys.member(c.member());
            case Action.SetRoots c -> MemberKeys.member(c.member());
            case Action.ResetAdmins c -> GovernanceKeys.era(c.member());
            case Action.SetPolicy c -> MemberKeys.FRAME;
            case Action.UpgradeRules c -> MemberKeys.FRAME;
            case Action.SetFrame c -> FrameMotions.changed(c);
            case Action.LongPause c -> MemberKeys.PAUSE;
            case Action.Resume c -> MemberKeys.PAUSE;
        };
    }

    /** Digest of the record that an action changes, as it stands: what a motion's base must be. */
    static Digest base(StateReader reader, Action action) {
        return digest(reader, changed(action));
    }

    private static <T extends Record> Digest digest(StateReader reader, StateKey<T> key) {
        return reader.read(key)
                .map(record -> Digest.of(RecordCodec.of(key.type()).encode(record)))
                .orElse(Motion.ABSENT);
    }

    /**
     * Refuses what the action itself forbids: CERTIFICATE_*, ALREADY_DECIDED, NOT_A_PARTY, NOT_NEXT.
     *
     * @param enacted where it is kept that this motion was enacted
     */
    Change change(RuleContext context, Action action, StateKey<Enacted> enacted) {
        List<Certificate> first = first(context, action);
        require(!context.has(enacted), Reason.ALREADY_DECIDED, action.getClass().getSimpleName());
        return switch (action) {
            case Action.AddMember c -> add(context, c, first);
            case Action.Suspend c -> status(context, c.member(), MemberStatus.SUSPENDED);
            case Action.Reinstate c -> status(context, c.member(), MemberStatus.ACTIVE);
            case Action.SetRoots c -> roots(context, c);
            case Action.ResetAdmins c -> reset(context, c.member(), first);
            case Action.SetPolicy c -> FrameMotions.policy(context, c.policy());
            case Action.UpgradeRules c -> FrameMotions.rules(context, c.version());
            case Action.SetFrame c -> FrameMotions.set(context, c);
            case Action.LongPause c -> pause(context, c.seconds());
            case Action.Resume c -> resume(context);
        };
    }

    private List<Certificate> first(RuleContext context, Action action) {
        return switch (action) {
            case Action.AddMember c -> admins.registered(c.member(), c.roots(), c.admins(), context.time(), ADMINS);
            case Action.ResetAdmins c ->
                admins.registered(c.member(), roots(context, c.member()), c.admins(), context.time(), ADMINS);
            default -> List.of();
        };
    }

    private static List<Bytes> roots(RuleContext context, MemberId member) {
        return context.read(MemberKeys.member(member)).map(Member::roots).orElse(List.of());
    }

    private static Change add(RuleContext context, Action.AddMember action, List<Certificate> first) {
        MemberId id = action.member();
        List<MemberId> joined =
                new ArrayList<>(GovernanceRules.roster(context.reader()).members());
        joined.add(id);
        return () -> {
            require(!context.has(MemberKeys.member(id)), Reason.KEY_IN_USE, id);
            requireFree(context, first);
            require(joined.size() <= Bounds.MEMBERS, Reason.QUOTA_EXCEEDED, "roster");
            Member member = new Member(id, action.kinds(), MemberStatus.ACTIVE, Optional.empty(), action.roots());
            context.put(MemberKeys.member(id), member);
            context.put(MemberKeys.ROSTER, new Roster(joined.stream().sorted().toList()));
            register(context, first, AdminEra.FIRST);
        };
    }

    private static void requireFree(RuleContext context, List<Certificate> first) {
        List<Digest> keys = first.stream().map(FirstAdmins::spki).toList();
        require(ConsistencyChecks.distinct(keys.stream()), Reason.KEY_IN_USE, "admins");
        for (Digest key : keys) {
            require(!context.has(MemberKeys.spki(key)), Reason.KEY_IN_USE, key);
        }
    }

    private static void register(RuleContext context, List<Certificate> first, AdminEra era) {
        for (Certificate certificate : first) {
            context.put(MemberKeys.certificate(certificate.digest()), certificate);
            context.put(MemberKeys.spki(FirstAdmins.spki(certificate)), new SpkiOwner(certificate.digest()));
            AdminEras.enter(context, certificate, era);
        }
    }

    private static Member member(RuleContext context, MemberId id) {
        return context.need(MemberKeys.member(id), Reason.NOT_A_PARTY, id);
    }

    private static Change status(RuleContext context, MemberId id, MemberStatus status) {
        boolean same = context.read(MemberKeys.member(id))
                .filter(found -> found.status() == status)
                .isPresent();
        require(!same, Reason.ALREADY_DECIDED, id);
        Member m = member(context, id);
        Member changed = new Member(id, m.kinds(), status, m.leavingSince(), m.roots());
        return () -> context.put(MemberKeys.member(id), changed);
    }

    private static Change roots(RuleContext context, Action.SetRoots action) {
        Member m = member(context, action.member());
        Member changed = new Member(m.member(), m.kinds(), m.status(), m.leavingSince(), action.roots());
        return () -> context.put(MemberKeys.member(m.member()), changed);
    }

    private static Change reset(RuleContext context, MemberId id, List<Certificate> first) {
        member(context, id);
        AdminEra era = AdminEras.current(context.reader(), id).next();
        return () -> {
            requireFree(context, first);
            context.put(GovernanceKeys.era(id), era);
            register(context, first, era);
        };
    }

    private static Change pause(RuleContext context, long seconds) {
        Pause paused = PauseRules.current(context).begun(context.time(), seconds * 1_000, Optional.empty());
        return () -> context.put(MemberKeys.PAUSE, paused);
    }

    private static Change resume(RuleContext context) {
        Pause ended = PauseRules.running(context).ended(context.time());
        return () -> context.put(MemberKeys.PAUSE, ended);
    }
}
