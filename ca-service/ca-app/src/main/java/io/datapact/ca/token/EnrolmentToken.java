package io.datapact.ca.token;

import io.datapact.pki.key.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A one-time secret of 256 random bits. Only its hash is kept: it has too many bits for guessing, so a plain hash does.
 *
 * @param value 43 characters of URL-safe base64
 */
public record EnrolmentToken(String value) {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public EnrolmentToken {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected a token of 43 characters of URL-safe base64");
        }
    }

    /** Makes one. */
    public static EnrolmentToken generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new EnrolmentToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads what somebody sent; empty if it has not the form of a token. */
    public static Optional<EnrolmentToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new EnrolmentToken(text)) : Optional.empty();
    }

    /** Its name in records: SHA-256, 64 lower-case hexadecimal digits. */
    public String digest() {
        return Hashes.sha256Hex(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "EnrolmentToken[hidden]";
    }
}
