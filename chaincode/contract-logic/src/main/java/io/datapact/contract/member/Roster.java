package io.datapact.contract.member;

import io.datapact.contract.id.MemberId;
import java.util.List;

/** {@code network/roster}: the members that govern, sorted. */
public record Roster(List<MemberId> members) {
    public Roster {
        members = List.copyOf(members);
        Bounds.require("members on the roster", members.size(), 1, Bounds.MEMBERS);
    }
}
