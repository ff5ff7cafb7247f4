package io.datapact.ledger.chain;

/**
 * Says of most keys that are absent that they are (Bloom 1970; two hashes make all, Kirsch and Mitzenmacher 2006), with ten
 * bits a key and about one wrong "maybe" in a hundred. Whoever chooses keys that collide only makes reads slower.
 */
final class KeyFilter {
    private static final int BITS_A_KEY = 10;
    private static final int HASHES = 6;
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] words;
    private final long bits;

    /** For so many keys. */
    KeyFilter(long keys) {
        this.words = new long[Math.toIntExact(1 + keys * BITS_A_KEY / Long.SIZE)];
        this.bits = (long) words.length * Long.SIZE;
    }

    /** Adds a key; before the filter is shared. */
    void add(String key) {
        long hash = hash(key);
        for (int i = 0; i < HASHES; i++) {
            long bit = bit(hash, i);
            words[(int) (bit >>> 6)] |= 1L << bit;
        }
    }

    /** False only for keys that were not added. */
    boolean mayHold(String key) {
        long hash = hash(key);
        for (int i = 0; i < HASHES; i++) {
            long bit = bit(hash, i);
            if ((words[(int) (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private long bit(long hash, int i) {
        return Long.remainderUnsigned(hash + i * (hash >>> 32 | 1), bits);
    }

    /** FNV-1a over the characters, then the finish of MurmurHash3. */
    private static long hash(String key) {
        long hash = FNV_BASIS;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
