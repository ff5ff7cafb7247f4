package io.datapact.ledger.simulation;

import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that happened: the last lines, a digest over all lines, and how often each kind came. */
final class Trace {
    private static final int KEPT = 60;

    private final Scheduler time;
    private final MessageDigest all = Digest.sha256();
    private final Deque<String> last = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();

    Trace(Scheduler time) {
        this.time = time;
    }

    /** Notes what happened to whom. */
    void note(String who, String kind, String detail) {
        String line = time.now() + " " + who + " " + kind + (detail.isEmpty() ? "" : " " + detail);
        all.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        counts.merge(kind, 1L, Long::sum);
        last.add(line);
        if (last.size() > KEPT) {
            last.remove();
        }
    }

    long count(String kind) {
        return counts.getOrDefault(kind, 0L);
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    List<String> last() {
        return new ArrayList<>(last);
    }

    /** Digest of all lines so far; ends the trace. */
    Digest digest() {
        return Digest.wrap(all.digest());
    }
}
