package io.datapact.content;

/**
 * How content becomes blocks. Two stores give the same identifier to the same bytes only under the same profile.
 *
 * @param name recorded beside each identifier
 * @param chunkBytes length of every chunk but the last, in bytes, 1 to 1 MiB
 * @param maximumLinks most links a node bears, 2 to 1,024
 */
public record UnixFsProfile(String name, int chunkBytes, int maximumLinks) {
    /** Largest chunk of any profile, in bytes; blocks above it do not travel between common implementations. */
    public static final int LARGEST_CHUNK_BYTES = 1 << 20;

    /** Most links of any profile. */
    public static final int MOST_LINKS = 1024;

    /** The profile that Datapact uses everywhere. */
    public static final UnixFsProfile V1_2025 = new UnixFsProfile("unixfs-v1-2025", LARGEST_CHUNK_BYTES, MOST_LINKS);

    /** Checks the ranges. */
    public UnixFsProfile {
        if (chunkBytes < 1 || chunkBytes > LARGEST_CHUNK_BYTES) {
            throw new IllegalArgumentException("expected chunks of 1 byte to 1 MiB, found " + chunkBytes);
        }
        if (maximumLinks < 2 || maximumLinks > MOST_LINKS) {
            throw new IllegalArgumentException("expected 2 to 1,024 links a node, found " + maximumLinks);
        }
    }
}
