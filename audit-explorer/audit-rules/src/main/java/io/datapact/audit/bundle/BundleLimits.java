package io.datapact.audit.bundle;

/** The bounds of a bundle. */
public final class BundleLimits {
    /** Most files of a bundle, two of which are the manifest and its seal. */
    public static final int FILES = 65_000;

    /** Largest file, in bytes. */
    public static final int FILE_BYTES = 16 * 1024 * 1024;

    /** Largest bundle, in bytes. */
    public static final long BUNDLE_BYTES = Integer.MAX_VALUE - 64L * 1024 * 1024;

    /** Most bytes of files other than ledger entries, all together: they are held in memory. */
    public static final int HELD_BYTES = 64 * 1024 * 1024;

    /** Longest name of a file, in characters. */
    public static final int NAME_CHARACTERS = 200;

    private BundleLimits() {}
}
