package io.datapact.contract.settlement;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * What an arbiter rules. Two rulings are equal when their verdicts are; lists are sorted, each member once, so that
 * equal rulings have equal bytes.
 *
 * @param price     where the price goes
 * @param faults    members at fault: each loses of its deposit what policy says, at most
 * @param harmed    members that receive what those at fault lose, in equal parts; none: the pool does
 * @param frivolous disputants whose bond goes to the pool
 */
public record Verdict(PriceRuling price, List<MemberId> faults, List<MemberId> harmed, List<MemberId> frivolous) {
    private static final int MOST = 2 * Bounds.PARTIES;

    public Verdict {
        faults = sorted("faults", faults);
        harmed = sorted("harmed", harmed);
        frivolous = sorted("frivolous", frivolous);
        if (harmed.stream().anyMatch(faults::contains)) {
            throw new IllegalArgumentException("expected nobody both at fault and harmed, found one");
        }
        if (faults.isEmpty() && !harmed.isEmpty()) {
            throw new IllegalArgumentException("expected somebody at fault where somebody is harmed, found nobody");
        }
    }

    private static List<MemberId> sorted(String what, List<MemberId> members) {
        Bounds.require(what, members.size(), 0, MOST);
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).compareTo(members.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "expected " + what + " sorted, each member once, found another order");
            }
        }
        return List.copyOf(members);
    }
}
