package io.datapact.launcher.audit;

import io.datapact.audit.bundle.BundleSource.EvidenceFile;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.launcher.LaunchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The statements in a node's export: a zip of {@code evidence/<member>/<file>}. It comes over mutual trust, bounded. */
final class EvidenceArchive {
    private static final int MAXIMUM_FILES = 10_000;
    private static final int MAXIMUM_BYTES = 256 * 1024;

    private EvidenceArchive() {}

    static List<EvidenceFile> read(byte[] zip) {
        List<EvidenceFile> files = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null) {
                String[] path = entry.getName().split("/", -1);
                byte[] content = in.readNBytes(MAXIMUM_BYTES + 1);
                if (path.length != 3 || !path[0].equals("evidence") || content.length > MAXIMUM_BYTES) {
                    throw new LaunchException("expected evidence/<member>/<file> of at most " + MAXIMUM_BYTES
                            + " bytes in the node's export, found another entry");
                }
                files.add(new EvidenceFile(new MemberId(path[1]), path[2], Bytes.of(content)));
                if (files.size() > MAXIMUM_FILES) {
                    throw new LaunchException("expected at most " + MAXIMUM_FILES + " statements, found more");
                }
                entry = in.getNextEntry();
            }
        } catch (IOException e) {
            throw new LaunchException("the node's export is no zip file", e);
        }
        return files;
    }
}
