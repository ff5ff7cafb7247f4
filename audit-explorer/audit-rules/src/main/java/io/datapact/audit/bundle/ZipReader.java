package io.datapact.audit.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a zip in the form of {@link ZipFormat} in one pass. Each header is built anew from what it describes and
 * compared byte for byte, the directory likewise, so every changed, added or missing byte is found. Nothing is ever
 * written to disk; a link, a climbing path or compressed data cannot be expressed.
 */
final class ZipReader {
    /** Receives the entries in order. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes an entry.
         *
         * @param content      the visitor's
         * @param checksumHolds whether the content has the CRC-32 that the header states
         * @throws ZipFault if the visitor will not go on
         */
        void entry(String name, byte[] content, boolean checksumHolds) throws ZipFault;
    }

    private final InputStream in;
    private final Visitor visitor;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private String last = "";
    private int entries;
    private long read;

    private ZipReader(InputStream in, Visitor visitor) {
        this.in = in;
        this.visitor = visitor;
    }

    /**
     * Reads to the end.
     *
     * @return what is wrong with the form, or nothing; entries before the fault have been visited
     * @throws IOException if the stream cannot be read
     */
    static Optional<String> read(InputStream in, Visitor visitor) throws IOException {
        try {
            new ZipReader(in, visitor).read();
            return Optional.empty();
        } catch (ZipFault fault) {
            return Optional.of(fault.getMessage());
        }
    }

    private void read() throws IOException, ZipFault {
        byte[] signature = take(4, "an entry or the directory");
        while (number(signature) == ZipFormat.LOCAL_SIGNATURE) {
            entry(signature);
            signature = take(4, "an entry or the directory");
        }
        finish(signature);
    }

    private void entry(byte[] signature) throws IOException, ZipFault {
        int offset = (int) (read - signature.length);
        ByteBuffer fixed = ByteBuffer.allocate(ZipFormat.LOCAL_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(signature)
                .put(take(ZipFormat.LOCAL_BYTES - signature.length, "a local header"));
        int nameBytes = Short.toUnsignedInt(fixed.getShort(26));
        if (nameBytes == 0 || nameBytes > BundleLimits.NAME_CHARACTERS) {
            throw fault(
                    "a name of 1 to " + BundleLimits.NAME_CHARACTERS + " bytes", Integer.toString(nameBytes), offset);
        }
        byte[] nameRead = take(nameBytes, "a name");
        String name = new String(nameRead, StandardCharsets.ISO_8859_1);
        ZipFormat.Header header = new ZipFormat.Header(name, fixed.getInt(14), fixed.getInt(18), offset);
        require(header);
        byte[] found = Arrays.copyOf(fixed.array(), ZipFormat.LOCAL_BYTES + nameBytes);
        System.arraycopy(nameRead, 0, found, ZipFormat.LOCAL_BYTES, nameBytes);
        if (!Arrays.equals(found, ZipFormat.local(header))) {
            throw fault(
                    "a header of a file stored without compression, flags, date and extra fields",
                    "another form in the header of " + name,
                    offset);
        }
        byte[] content = take(header.size(), "the content of " + name);
        directory.writeBytes(ZipFormat.central(header));
        last = name;
        entries++;
        visitor.entry(name, content, ZipWriter.checksum(content) == header.checksum());
    }

    private void require(ZipFormat.Header header) throws ZipFault {
        if (!ZipFormat.isName(header.name())) {
            throw fault("a relative path of plain ASCII segments", "a name of another form", header.offset());
        }
        if (header.name().compareTo(last) <= 0) {
            throw fault("names in ascending order, each once", header.name() + " after " + last, header.offset());
        }
        if (entries == BundleLimits.FILES) {
            throw fault("at most " + BundleLimits.FILES + " files", "more", header.offset());
        }
        if (header.size() < 0 || header.size() > BundleLimits.FILE_BYTES) {
            throw fault(
                    "files of at most " + BundleLimits.FILE_BYTES + " bytes",
                    Integer.toUnsignedString(header.size()) + " in " + header.name(),
                    header.offset());
        }
        if (read + header.size() > BundleLimits.BUNDLE_BYTES) {
            throw fault("a bundle of at most " + BundleLimits.BUNDLE_BYTES + " bytes", "more", header.offset());
        }
    }

    private void finish(byte[] signature) throws IOException, ZipFault {
        int offset = (int) (read - signature.length);
        int centralBytes = directory.size();
        directory.writeBytes(ZipFormat.end(entries, centralBytes, offset));
        byte[] expected = directory.toByteArray();
        byte[] found = Arrays.copyOf(signature, expected.length);
        byte[] rest = in.readNBytes(expected.length - signature.length);
        System.arraycopy(rest, 0, found, signature.length, rest.length);
        int at = Arrays.mismatch(expected, found);
        if (at >= 0 || rest.length < expected.length - signature.length) {
            int where = at < 0 ? signature.length + rest.length : at;
            throw fault("the directory of the entries read", "another byte or the end", (long) offset + where);
        }
        if (in.read() >= 0) {
            throw fault("the end after the directory", "more bytes", (long) offset + expected.length);
        }
    }

    private byte[] take(int bytes, String what) throws IOException, ZipFault {
        byte[] taken = in.readNBytes(bytes);
        if (taken.length < bytes) {
            throw fault(what + " of " + bytes + " bytes", "the end after " + taken.length, read);
        }
        read += bytes;
        return taken;
    }

    private static int number(byte[] signature) {
        return ByteBuffer.wrap(signature).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static ZipFault fault(String expected, String found, long offset) {
        return new ZipFault("expected " + expected + ", found " + found + ", at byte " + offset);
    }
}
