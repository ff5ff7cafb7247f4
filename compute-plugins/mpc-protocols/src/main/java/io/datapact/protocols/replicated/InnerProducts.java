package io.datapact.protocols.replicated;

/**
 * Several inner products of shared vectors, added up block by block; whatever the length, a party sends one word for
 * each product, at the end (Araki et al., section 2.3). Use once.
 */
public final class InnerProducts {
    private final Triad triad;
    private final long[] parts;

    /** So many products, all zero yet. */
    public InnerProducts(Triad triad, int products) {
        this.triad = triad;
        parts = new long[products];
    }

    /** Adds the inner product of two vectors of one size to one of the products. */
    public void add(int product, SharedNumbers a, SharedNumbers b) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException("expected " + a.size() + " numbers, found " + b.size());
        }
        long[] am = a.mine(), an = a.next(), bm = b.mine(), bn = b.next();
        long sum = 0;
        for (int i = 0; i < am.length; i++) {
            sum += am[i] * (bm[i] + bn[i]) + an[i] * bm[i];
        }
        parts[product] += sum;
    }

    /** The products as shared numbers: one round. */
    public SharedNumbers finish() {
        long[] mine = triad.zeroSums(parts.length);
        for (int i = 0; i < mine.length; i++) {
            mine[i] += parts[i];
        }
        return new SharedNumbers(triad.index(), mine, triad.replicate(mine));
    }
}
