package io.datapact.audit;

import io.datapact.contract.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The script by which an auditor without Java verifies a bundle, and compares: it needs bash, openssl, jq, sha256sum
 * and coreutils. Its digest is published with each release.
 */
public final class VerifyScript {
    private static final String RESOURCE = "verify.sh";

    private VerifyScript() {}

    /** The script's bytes; the caller's. */
    public static byte[] bytes() {
        try (InputStream in = VerifyScript.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("expected " + RESOURCE + " beside the class, found none");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to read " + RESOURCE + " from the class path", e);
        }
    }

    /** SHA-256 of the script. */
    public static Digest digest() {
        return Digest.of(bytes());
    }
}
