package io.datapact.audit.bundle;

import io.datapact.contract.id.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A bundle as read.
 *
 * @param digests digest and size of every file, by path
 * @param held    contents of the files other than ledger entries, by path; not to be changed
 * @param faults  what is wrong with the container, in order
 * @param whole   whether the container was read to its end
 */
public record Bundle(SortedMap<String, Content> digests, Map<String, byte[]> held, List<Fault> faults, boolean whole) {
    /** Digest and size of a content. */
    public record Content(Digest sha256, long size) {}

    /**
     * What is wrong with the container.
     *
     * @param path   the file, or empty for the whole
     * @param detail expected and found
     */
    public record Fault(String path, String detail) {}

    /** What the bundle claims to hold. */
    public Optional<BundleClass> bundleClass() {
        return file(BundleLayout.CLASS).flatMap(BundleClass::read);
    }

    /** A file's content, where it is there and held. */
    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(held.get(path));
    }

    /** The paths that begin with a prefix, ascending. */
    public List<String> paths(String prefix) {
        return digests.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
    }
}
