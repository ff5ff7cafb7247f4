package io.datapact.contract.member;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * A member as kept under {@code member/<m>}.
 *
 * @param kinds        what it is in the consortium: bank, operator, market, regulator, ...
 * @param status       whether it may act
 * @param leavingSince active time at which it asked to leave, millis
 * @param roots        its root certificates in DER
 */
public record Member(
        MemberId member, List<String> kinds, MemberStatus status, Optional<Long> leavingSince, List<Bytes> roots) {
    public Member {
        kinds = List.copyOf(kinds);
        roots = List.copyOf(roots);
    }
}
