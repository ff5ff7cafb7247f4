package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What each client has under way, over all its connections, so that none takes more than its part. Safe for use by
 * several threads.
 */
final class ClientBudget {
    private final int most;
    private final ConcurrentMap<Digest, Integer> underWay = new ConcurrentHashMap<>();

    ClientBudget(int most) {
        this.most = most;
    }

    /** Whether a client may begin one thing more; if so, {@link #end} must follow. */
    boolean begin(Digest client) {
        int taken = underWay.merge(client, 1, Integer::sum);
        if (taken > most) {
            end(client);
        }
        return taken <= most;
    }

    /** A thing that was begun is over. */
    void end(Digest client) {
        underWay.compute(client, (key, count) -> count == null || count == 1 ? null : count - 1);
    }

    /** A client that has too much under way is told so. */
    String refusal() {
        return "expected at most " + most + " of these calls of one client at one time, found more; nothing was done,"
                + " call again later";
    }
}
