package io.datapact.node.app.audit;

import io.datapact.contract.id.MemberId;
import io.datapact.node.evidence.EvidenceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Evidence as a zip: {@code evidence/<member>/<file>}, sorted, stored, all of one date; same evidence, same bytes. */
final class EvidenceZip {
    /** The earliest time that the format can hold, 1980-01-01, in local time as the format has it. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private EvidenceZip() {}

    static void write(SortedMap<MemberId, List<EvidenceFile>> evidence, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (Map.Entry<MemberId, List<EvidenceFile>> chain : evidence.entrySet()) {
            for (EvidenceFile file : chain.getValue()) {
                put(
                        zip,
                        "evidence/" + chain.getKey() + "/" + file.name(),
                        file.envelope().toBytes());
            }
        }
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(DATE);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
