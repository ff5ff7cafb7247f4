package io.datapact.audit.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes a zip in the form of {@link ZipFormat}: same names and contents, same bytes. One instance writes one zip. */
final class ZipWriter {
    private final OutputStream out;
    private final List<ZipFormat.Header> headers = new ArrayList<>();
    private long written;

    ZipWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes an entry; names must come in ascending order.
     *
     * @throws IllegalArgumentException if the name is none or out of order, or a bound is passed
     */
    void put(String name, byte[] content) throws IOException {
        require(name, content.length);
        ZipFormat.Header header = new ZipFormat.Header(name, checksum(content), content.length, (int) written);
        byte[] local = ZipFormat.local(header);
        out.write(local);
        out.write(content);
        written += local.length + (long) content.length;
        headers.add(header);
    }

    /** Writes the directory; the stream is flushed, not closed. */
    void finish() throws IOException {
        int centralBytes = 0;
        for (ZipFormat.Header header : headers) {
            byte[] central = ZipFormat.central(header);
            out.write(central);
            centralBytes += central.length;
        }
        out.write(ZipFormat.end(headers.size(), centralBytes, (int) written));
        out.flush();
    }

    static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    private void require(String name, int bytes) {
        if (!ZipFormat.isName(name)) {
            throw new IllegalArgumentException("expected a relative path of plain segments, found " + name);
        }
        if (!headers.isEmpty() && headers.getLast().name().compareTo(name) >= 0) {
            throw new IllegalArgumentException("expected names in ascending order, found " + name + " after "
                    + headers.getLast().name());
        }
        if (headers.size() == BundleLimits.FILES) {
            throw new IllegalArgumentException("expected at most " + BundleLimits.FILES
                    + " files in a bundle, found more; export a shorter history");
        }
        if (bytes > BundleLimits.FILE_BYTES || written + bytes > BundleLimits.BUNDLE_BYTES) {
            throw new IllegalArgumentException("expected files of at most " + BundleLimits.FILE_BYTES
                    + " bytes and a bundle of at most " + BundleLimits.BUNDLE_BYTES + ", found " + bytes + " bytes in "
                    + name + " after " + written);
        }
    }
}
