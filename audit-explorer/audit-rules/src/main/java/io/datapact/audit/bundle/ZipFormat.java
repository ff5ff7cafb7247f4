package io.datapact.audit.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The one form of zip that bundles have: entries stored without compression, sorted by name, no dates, no comments, no
 * extra fields, no attributes. So a list of names and contents has exactly one spelling and no bit is without meaning.
 *
 * <p>Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end record).
 */
final class ZipFormat {
    /** Bytes of a local header before the name. */
    static final int LOCAL_BYTES = 30;

    /** Bytes of a central header before the name. */
    static final int CENTRAL_BYTES = 46;

    /** Bytes of the end record. */
    static final int END_BYTES = 22;

    /** First four bytes of a local header, little-endian. */
    static final int LOCAL_SIGNATURE = 0x04034b50;

    /** First four bytes of a central header, little-endian. */
    static final int CENTRAL_SIGNATURE = 0x02014b50;

    /** First four bytes of the end record, little-endian. */
    static final int END_SIGNATURE = 0x06054b50;

    /** Version 1.0: nothing but stored files. */
    static final short VERSION = 10;

    /** 1 January 1980, the format's earliest date. */
    static final short DATE = 0x21;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private ZipFormat() {}

    /** One entry as headers describe it: name, CRC-32 of the content, size and offset of the local header in bytes. */
    record Header(String name, int checksum, int size, int offset) {
        byte[] nameBytes() {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Whether a name is a relative path of plain segments, none beginning with a dot. */
    static boolean isName(String name) {
        return name.length() <= BundleLimits.NAME_CHARACTERS
                && NAME.matcher(name).matches();
    }

    static byte[] local(Header header) {
        byte[] name = header.nameBytes();
        return buffer(LOCAL_BYTES + name.length)
                .putInt(LOCAL_SIGNATURE)
                .putShort(VERSION)
                .putInt(0)
                .putShort((short) 0)
                .putShort(DATE)
                .putInt(header.checksum())
                .putInt(header.size())
                .putInt(header.size())
                .putShort((short) name.length)
                .putShort((short) 0)
                .put(name)
                .array();
    }

    static byte[] central(Header header) {
        byte[] name = header.nameBytes();
        return buffer(CENTRAL_BYTES + name.length)
                .putInt(CENTRAL_SIGNATURE)
                .putShort(VERSION)
                .putShort(VERSION)
                .putInt(0)
                .putShort((short) 0)
                .putShort(DATE)
                .putInt(header.checksum())
                .putInt(header.size())
                .putInt(header.size())
                .putShort((short) name.length)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(header.offset())
                .put(name)
                .array();
    }

    static byte[] end(int entries, int centralBytes, int centralOffset) {
        return buffer(END_BYTES)
                .putInt(END_SIGNATURE)
                .putInt(0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(centralBytes)
                .putInt(centralOffset)
                .putShort((short) 0)
                .array();
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
