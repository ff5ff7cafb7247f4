package io.datapact.pki.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A passphrase in memory, wiped on close. It comes from a file that only its owner may read, never from a command line
 * or a setting.
 */
public final class Passphrase implements AutoCloseable {

    /** Longest passphrase file, in bytes. */
    public static final int MAXIMUM_BYTES = 1024;

    private static final int GENERATED_BYTES = 24;
    private static final int MAXIMUM_BYTES_PER_CHARACTER = 4;

    private final char[] characters;

    private Passphrase(char[] characters) {
        if (characters.length == 0) {
            throw new IllegalArgumentException("expected a passphrase, found none");
        }
        this.characters = characters;
    }

    /** Copies the characters; wiping the original stays with the caller. */
    public static Passphrase of(char[] characters) {
        return new Passphrase(characters.clone());
    }

    /** Makes one of 192 random bits, in URL-safe base64. */
    public static Passphrase generate(SecureRandom random) {
        byte[] bytes = new byte[GENERATED_BYTES];
        random.nextBytes(bytes);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(bytes);
        char[] characters = new char[text.length];
        for (int i = 0; i < text.length; i++) {
            characters[i] = (char) text[i];
        }
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(text, (byte) 0);
        return new Passphrase(characters);
    }

    /**
     * Reads the first line of a file, in UTF-8.
     *
     * @throws KeyFileException if the file is missing, too long, empty, or readable by others
     */
    public static Passphrase fromFile(Path file) {
        byte[] bytes = read(file);
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int length = firstLineLength(decoded);
            if (length == 0) {
                throw new KeyFileException("expected a passphrase in the first line of " + file + ", found none");
            }
            char[] line = new char[length];
            decoded.get(line);
            Arrays.fill(decoded.array(), '\0');
            return new Passphrase(line);
        } catch (CharacterCodingException e) {
            throw new KeyFileException("expected UTF-8 in the passphrase file " + file, e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Writes it to a file that only the owner may read, replacing what was there in one step. */
    public void writeTo(Path file) {
        byte[] space = new byte[characters.length * MAXIMUM_BYTES_PER_CHARACTER];
        ByteBuffer encoded = ByteBuffer.wrap(space);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters), encoded, true);
        byte[] bytes = Arrays.copyOf(space, encoded.position());
        try {
            AtomicFiles.writePrivate(file, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(space, (byte) 0);
        }
    }

    /** The characters themselves, not a copy: valid until close. */
    char[] characters() {
        return characters;
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Passphrase[hidden]";
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new KeyFileException("expected a passphrase file at " + file + ", found none; make one of mode 600");
        }
        if (AtomicFiles.isOpenToOthers(file)) {
            throw new KeyFileException("the passphrase file " + file
                    + " can be read or written by others; set its mode to 600 with: chmod 600 " + file);
        }
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new KeyFileException("expected at most " + MAXIMUM_BYTES + " bytes in the passphrase file " + file
                        + ", found " + Files.size(file));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the passphrase file " + file, e);
        }
    }

    private static int firstLineLength(CharBuffer text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i;
            }
        }
        return text.length();
    }
}
