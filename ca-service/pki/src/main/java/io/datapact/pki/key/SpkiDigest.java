package io.datapact.pki.key;

import java.security.PublicKey;
import java.util.regex.Pattern;

/**
 * Names a public key: SHA-256 over its SubjectPublicKeyInfo in DER (RFC 5280, section 4.1.2.7).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record SpkiDigest(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public SpkiDigest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a key digest is 64 lower-case hexadecimal digits, found: " + hex);
        }
    }

    /** The digest of a key. */
    public static SpkiDigest of(PublicKey key) {
        return new SpkiDigest(Hashes.sha256Hex(key.getEncoded()));
    }

    @Override
    public String toString() {
        return hex;
    }
}
