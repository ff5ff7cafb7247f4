package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberState;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Pause;
import io.datapact.contract.state.StateReader;
import java.util.Optional;

/** Derives a member's state. */
public final class MemberStates {
    /** From the request to leave until a member has left: 120 days of active time. */
    public static final long LEAVING_MILLIS = 120 * 86_400_000L;

    private MemberStates() {}

    /**
     * A member's state, first that fits: LEFT, LEAVING, SUSPENDED, ACTIVE.
     *
     * @param t transaction time, millis since the epoch
     * @return nothing where there is no such member
     */
    public static Optional<MemberState> of(StateReader reader, MemberId member, long t) {
        long tau = reader.read(MemberKeys.PAUSE).orElse(Pause.NONE).activeTime(t);
        return reader.read(MemberKeys.member(member)).map(found -> of(found, tau));
    }

    private static MemberState of(Member member, long tau) {
        if (member.leavingSince().isPresent()) {
            boolean left = tau - member.leavingSince().get() >= LEAVING_MILLIS;
            return left ? MemberState.LEFT : MemberState.LEAVING;
        }
        return member.status() == MemberStatus.ACTIVE ? MemberState.ACTIVE : MemberState.SUSPENDED;
    }
}
