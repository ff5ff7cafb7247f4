package io.datapact.node.content;

import io.datapact.contract.id.Digest;
import java.util.Objects;

/**
 * What is recorded beside an identifier, so that others can compute it again and compare without the store.
 *
 * @param cid identifier of the root block
 * @param profile name of the rule by which content becomes blocks; chunk size and link count hang on it
 * @param sizeBytes length of the content, in bytes, at least 0
 * @param sha256 plain SHA-256 of the whole content
 */
public record ContentRecord(Cid cid, String profile, long sizeBytes, Digest sha256) {
    private static final int MAXIMUM_PROFILE_LENGTH = 64;

    /** Checks the ranges. */
    public ContentRecord {
        Objects.requireNonNull(cid, "cid");
        Objects.requireNonNull(sha256, "sha256");
        if (profile.isEmpty()
                || profile.length() > MAXIMUM_PROFILE_LENGTH
                || !profile.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
            throw new IllegalArgumentException("expected a profile name of 1 to 64 characters a-z, 0-9 and -, found "
                    + profile.length() + " characters");
        }
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("expected a size of at least 0 bytes, found " + sizeBytes);
        }
    }
}
