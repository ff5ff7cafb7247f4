package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;

/**
 * What a statement is about: an in-toto resource descriptor.
 *
 * @param name   the task's id; of a denial, {@code refused}
 * @param digest digest of the task's manifest; of a denial, of the payload refused
 */
public record Subject(String name, Digests digest) {
    /** The one name of what a gate refused. */
    public static final String REFUSED = "refused";

    /** Digests of the same bytes, by algorithm. */
    public record Digests(Digest sha256) {}

    /** A subject with its SHA-256. */
    public static Subject of(String name, Digest sha256) {
        return new Subject(name, new Digests(sha256));
    }
}
