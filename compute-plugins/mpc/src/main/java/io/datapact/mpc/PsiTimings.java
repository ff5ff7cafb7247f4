package io.datapact.mpc;

import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.memory.InMemoryChannels;
import io.datapact.protocols.Watch;
import io.datapact.protocols.WorkPool;
import io.datapact.protocols.psi.Blinded;
import io.datapact.protocols.psi.EcdhPsi;
import io.datapact.protocols.psi.Tags;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How long the set intersection takes with both parties in this process, half of each set common: what {@code datapact
 * bench psi} prints. Both parties share one pool, one thread a processor.
 *
 * @param items identifiers of each party
 * @param blindSeconds both rounds of blinding
 * @param exchangeSeconds the tags' way back
 * @param matchSeconds finding equal tags
 * @param bytes both ways, without framing
 */
public record PsiTimings(int items, double blindSeconds, double exchangeSeconds, double matchSeconds, long bytes) {
    private static final double NANOS = 1e9;

    /** From beginning to end. */
    public double seconds() {
        return blindSeconds + exchangeSeconds + matchSeconds;
    }

    /**
     * Runs once.
     *
     * @param items of each party, 2 to {@link EcdhPsi#MOST_ITEMS}, even
     * @throws IllegalStateException if the result is wrong
     */
    public static PsiTimings run(int items) {
        byte[] session = new byte[32];
        SecureRandom random = new SecureRandom();
        random.nextBytes(session);
        try (InMemoryChannels mesh = InMemoryChannels.mesh(2);
                WorkPool pool = WorkPool.ofProcessors();
                ExecutorService peer = Executors.newSingleThreadExecutor()) {
            CompletableFuture<PsiTimings> other = CompletableFuture.supplyAsync(
                    () -> party(mesh.channel(1, 0), session, random, pool, identifiers(items, items / 2)), peer);
            PsiTimings timings = party(mesh.channel(0, 1), session, random, pool, identifiers(items, 0));
            other.join();
            return timings;
        }
    }

    private static List<byte[]> identifiers(int items, int from) {
        List<byte[]> identifiers = new ArrayList<>(items);
        for (int i = from; i < from + items; i++) {
            identifiers.add(("person-" + i).getBytes(StandardCharsets.US_ASCII));
        }
        return identifiers;
    }

    private static PsiTimings party(
            PeerChannel channel, byte[] session, SecureRandom random, WorkPool pool, List<byte[]> identifiers) {
        int items = identifiers.size();
        EcdhPsi psi = new EcdhPsi(new PeerLink(channel, () -> false), session, random, pool, items);
        long start = System.nanoTime();
        Blinded blinded = psi.blind(identifiers, Watch.NONE);
        long blindedAt = System.nanoTime();
        Tags own = psi.exchange(blinded);
        long exchangedAt = System.nanoTime();
        int common = own.positionsIn(blinded.tagsOfPeer()).length;
        long end = System.nanoTime();
        if (common != items / 2) {
            throw new IllegalStateException("expected %d common identifiers, found %d".formatted(items / 2, common));
        }
        ChannelTotals totals = channel.totals();
        return new PsiTimings(
                items,
                (blindedAt - start) / NANOS,
                (exchangedAt - blindedAt) / NANOS,
                (end - exchangedAt) / NANOS,
                totals.bytesSent() + totals.bytesReceived());
    }
}
