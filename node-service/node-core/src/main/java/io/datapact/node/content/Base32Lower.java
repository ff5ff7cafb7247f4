package io.datapact.node.content;

import java.util.Arrays;

/** Lower-case base32 without padding (RFC 4648 section 6, multibase prefix {@code b} is the caller's). */
final class Base32Lower {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS_PER_DIGIT = 5;
    private static final int DIGIT_MASK = (1 << BITS_PER_DIGIT) - 1;
    private static final byte[] DIGIT_OF = digitTable();

    private Base32Lower() {}

    private static byte[] digitTable() {
        byte[] table = new byte[128];
        Arrays.fill(table, (byte) -1);
        for (int digit = 0; digit < ALPHABET.length(); digit++) {
            table[ALPHABET.charAt(digit)] = (byte) digit;
        }
        return table;
    }

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT);
        int held = 0;
        int heldBits = 0;
        for (byte next : bytes) {
            held = ((held << 8) | (next & 0xff)) & 0xffff;
            heldBits += 8;
            while (heldBits >= BITS_PER_DIGIT) {
                heldBits -= BITS_PER_DIGIT;
                text.append(ALPHABET.charAt((held >>> heldBits) & DIGIT_MASK));
            }
        }
        if (heldBits > 0) {
            text.append(ALPHABET.charAt((held << (BITS_PER_DIGIT - heldBits)) & DIGIT_MASK));
        }
        return text.toString();
    }

    /** Decodes digits; the bits left over at the end must be zero, so that one value has one text. */
    static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * BITS_PER_DIGIT / 8];
        int held = 0;
        int heldBits = 0;
        int written = 0;
        for (int at = 0; at < text.length(); at++) {
            char symbol = text.charAt(at);
            int digit = symbol < DIGIT_OF.length ? DIGIT_OF[symbol] : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("expected only a-z and 2-7, found '%c' at %d".formatted(symbol, at));
            }
            held = ((held << BITS_PER_DIGIT) | digit) & 0xffff;
            heldBits += BITS_PER_DIGIT;
            if (heldBits >= 8) {
                heldBits -= 8;
                bytes[written++] = (byte) (held >>> heldBits);
            }
        }
        if (heldBits >= BITS_PER_DIGIT || (held & ((1 << heldBits) - 1)) != 0) {
            throw new IllegalArgumentException("expected zero bits after the last byte, found others");
        }
        return bytes;
    }
}
