package io.datapact.protocols.psi;

/**
 * What one party holds after the blinding of both sides: nothing of the result yet. The tags of the peer's set mean
 * something only to who also gets the tags of this party's own set, which the peer holds.
 */
public final class Blinded {
    private final int[] order;
    private final Tags tagsOfPeer;

    Blinded(int[] order, Tags tagsOfPeer) {
        this.order = order;
        this.tagsOfPeer = tagsOfPeer;
    }

    /** Identifiers that this party sent. */
    public int size() {
        return order.length;
    }

    /** Index of the own identifier that was sent at this position. */
    public int indexAt(int position) {
        return order[position];
    }

    /** Tags of the peer's set, in the peer's order. */
    public Tags tagsOfPeer() {
        return tagsOfPeer;
    }
}
