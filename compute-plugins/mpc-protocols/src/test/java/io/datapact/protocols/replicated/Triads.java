package io.datapact.protocols.replicated;

import io.datapact.protocols.ConfirmedLink;
import io.datapact.protocols.SeededRandom;
import io.datapact.protocols.TestLinks;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs the same steps at three parties over links that confirm at the end. */
final class Triads {
    private Triads() {}

    static <T> List<T> run(TestLinks links, long seed, Function<Triad, T> steps) {
        return links.run(IntStream.range(0, 3)
                .<Callable<T>>mapToObj(index -> () -> party(links, index, seed, steps))
                .toList());
    }

    static <T> List<T> run(long seed, Function<Triad, T> steps) {
        return run(new TestLinks(3), seed, steps);
    }

    static <T> T party(TestLinks links, int index, long seed, Function<Triad, T> steps) {
        ConfirmedLink previous = new ConfirmedLink(links.link(index, (index + 2) % 3));
        ConfirmedLink next = new ConfirmedLink(links.link(index, (index + 1) % 3));
        Triad triad = Triad.join(index, previous, next, new SeededRandom(31 * seed + index));
        T result = steps.apply(triad);
        ConfirmedLink.confirm(List.of(previous, next));
        return result;
    }

    /** The values at the owner, shares of them at the others. */
    static SharedNumbers input(Triad triad, int owner, long[] values) {
        return triad.index() == owner ? triad.share(values) : triad.shareOf(owner, values.length);
    }

    static long[] opened(List<SharedNumbers> parts) {
        long[] out = new long[parts.getFirst().size()];
        for (int i = 0; i < out.length; i++) {
            for (int party = 0; party < 3; party++) {
                out[i] += parts.get(party).mine()[i];
                if (parts.get(party).next()[i] != parts.get((party + 1) % 3).mine()[i]) {
                    throw new AssertionError("the two holders of a part hold different parts");
                }
            }
        }
        return out;
    }

    static long[] openedWords(List<SharedWords> parts) {
        long[] out = new long[parts.getFirst().size()];
        for (int i = 0; i < out.length; i++) {
            for (int party = 0; party < 3; party++) {
                out[i] ^= parts.get(party).mine()[i];
                if (parts.get(party).next()[i] != parts.get((party + 1) % 3).mine()[i]) {
                    throw new AssertionError("the two holders of a part hold different parts");
                }
            }
        }
        return out;
    }
}
