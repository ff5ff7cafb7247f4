package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.governance.BriefPause;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import java.util.Optional;

/** Rules of pauses. */
final class PauseRules {
    /** From a member's brief pause until its next: 30 days. */
    private static final long OWN_MILLIS = 30 * 86_400_000L;

    /** From the end of any brief pause until the next: 24 hours. */
    private static final long ANY_MILLIS = 86_400_000L;

    private PauseRules() {}

    static Pause current(RuleContext context) {
        return context.read(MemberKeys.PAUSE).orElse(Pause.NONE);
    }

    /** A member's brief pause; that the network is not paused is a common condition. */
    static void pause(RuleContext context, long seconds) {
        MemberId member = context.member();
        long t = context.time();
        Pause pause = current(context);
        boolean own = context.read(GovernanceKeys.paused(member))
                .map(last -> t - last.since() >= OWN_MILLIS)
                .orElse(true);
        require(own, Reason.QUOTA_EXCEEDED, member);
        boolean any = pause.briefEnd().map(end -> t - end >= ANY_MILLIS).orElse(true);
        require(any, Reason.QUOTA_EXCEEDED, "network");
        long millis = seconds * 1_000;
        context.put(MemberKeys.PAUSE, pause.begun(t, millis, Optional.of(member)));
        context.put(GovernanceKeys.paused(member), new BriefPause(t, t + millis));
        context.event("paused", member);
    }

    /** A member ends its own brief pause. */
    static void resumeOwn(RuleContext context) {
        MemberId member = context.member();
        Pause pause = running(context);
        require(pause.by().equals(Optional.of(member)), Reason.NOT_A_PARTY, member);
        context.put(MemberKeys.PAUSE, pause.ended(context.time()));
        context.event("resumed", member);
    }

    /** The pause that is on, or ALREADY_DECIDED. */
    static Pause running(RuleContext context) {
        Pause pause = current(context);
        require(pause.pausedAt(context.time()), Reason.ALREADY_DECIDED, "pause");
        return pause;
    }
}
