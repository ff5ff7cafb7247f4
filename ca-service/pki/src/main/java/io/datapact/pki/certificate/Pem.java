package io.datapact.pki.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict PEM (RFC 7468, section 3, "stricttextualmsg" but for line lengths): blocks of one label, base64 without
 * stray characters, nothing but white space between them, no headers, bounded.
 */
public final class Pem {

    /** Label of a certificate. */
    public static final String CERTIFICATE = "CERTIFICATE";

    /** Label of a PKCS#10 request. */
    public static final String CERTIFICATE_REQUEST = "CERTIFICATE REQUEST";

    /** Label of a certificate revocation list. */
    public static final String CRL = "X509 CRL";

    /** Label of a private key in PKCS#8, in the clear. */
    public static final String PRIVATE_KEY = "PRIVATE KEY";

    /** Label of a SubjectPublicKeyInfo. */
    public static final String PUBLIC_KEY = "PUBLIC KEY";

    /** Longest text, in characters. */
    public static final int MAXIMUM_LENGTH = 1024 * 1024;

    /** Most blocks in a text. */
    public static final int MAXIMUM_BLOCKS = 64;

    private static final int LINE = 64;
    private static final Pattern BLOCK = Pattern.compile(
            "\\s*-----BEGIN ([A-Z0-9 ]{1,40})-----\\r?\\n([A-Za-z0-9+/=\\r\\n]*+)(?<=\\n)-----END \\1-----");

    private Pem() {}

    /**
     * Reads all blocks of a text.
     *
     * @param label the only label allowed, for example {@link #CERTIFICATE}
     * @param text  untrusted
     * @return contents in order, at least one, each the caller's
     * @throws PemException if the text is anything else
     */
    public static List<byte[]> read(String label, String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw new PemException("expected at most " + MAXIMUM_LENGTH + " characters of PEM, found " + text.length());
        }
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        int position = 0;
        while (matcher.region(position, text.length()).lookingAt()) {
            if (blocks.size() == MAXIMUM_BLOCKS) {
                throw new PemException("expected at most " + MAXIMUM_BLOCKS + " PEM blocks, found more");
            }
            if (!matcher.group(1).equals(label)) {
                throw new PemException("expected a PEM block " + label + ", found " + matcher.group(1));
            }
            blocks.add(content(matcher.group(2), blocks.size()));
            position = matcher.end();
        }
        if (blocks.isEmpty() || !text.substring(position).isBlank()) {
            throw new PemException("expected PEM blocks -----BEGIN " + label + "----- with white space between them,"
                    + " found something else after block " + blocks.size());
        }
        return blocks;
    }

    /** Reads a text of exactly one block. */
    public static byte[] readOne(String label, String text) {
        List<byte[]> blocks = read(label, text);
        if (blocks.size() != 1) {
            throw new PemException("expected one PEM block " + label + ", found " + blocks.size());
        }
        return blocks.getFirst();
    }

    /** Writes one block, lines of 64 characters, ending in a line feed. */
    public static String write(String label, byte[] content) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] content(String body, int index) {
        String joined = body.replace("\r", "").replace("\n", "");
        try {
            byte[] content = Base64.getDecoder().decode(joined);
            // The decoder ignores stray bits in the last digit; the text must be what we would write.
            if (content.length == 0
                    || !Base64.getEncoder().encodeToString(content).equals(joined)) {
                throw new PemException("expected canonical base64 in PEM block " + index + ", found another form");
            }
            return content;
        } catch (IllegalArgumentException e) {
            throw new PemException("expected base64 in PEM block " + index + ": " + e.getMessage(), e);
        }
    }

    /** Overwrites an array that held a secret. */
    static void wipe(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }
}
