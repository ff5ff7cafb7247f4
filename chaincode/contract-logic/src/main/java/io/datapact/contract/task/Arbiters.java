package io.datapact.contract.task;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import java.util.List;

/** Who rules on disputes, and how many equal rulings it takes. */
public record Arbiters(List<MemberId> members, long needed) {
    public Arbiters {
        members = List.copyOf(members);
        Bounds.require("arbiters", members.size(), 0, 7);
        Bounds.require("needed", needed, 0, 7);
    }
}
