package io.datapact.transport.node;

import io.datapact.contract.id.MemberId;
import java.util.HashMap;
import java.util.Map;

/**
 * Room for the shares that come in at the same time, each of which is held in memory until it is whole: few in all, and
 * fewer of one member, so that no member takes the room of another. Thread-safe.
 */
final class DeliveryPlaces {
    /** Most shares that come in at once. */
    static final int MOST = 8;

    /** Most shares that come in at once of one member, by whichever of its nodes. */
    static final int MOST_OF_A_MEMBER = 2;

    private final Map<MemberId, Integer> taken = new HashMap<>();
    private int all;

    /** Takes a place for a share of a member, if there is one. */
    synchronized boolean take(MemberId member) {
        int own = taken.getOrDefault(member, 0);
        if (all >= MOST || own >= MOST_OF_A_MEMBER) {
            return false;
        }
        taken.put(member, own + 1);
        all++;
        return true;
    }

    /** Gives back a place that was taken. */
    synchronized void free(MemberId member) {
        taken.computeIfPresent(member, (same, own) -> own > 1 ? own - 1 : null);
        all--;
    }
}
