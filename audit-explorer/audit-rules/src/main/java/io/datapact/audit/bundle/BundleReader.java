package io.datapact.audit.bundle;

import io.datapact.audit.bundle.Bundle.Content;
import io.datapact.audit.bundle.Bundle.Fault;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a bundle in one pass: ledger entries go to the visitor one by one, in order, and are not kept; other files are
 * held within a bound, and so are the entries of a bundle of class {@code task}, which cannot be judged before their
 * proofs. The container's form, its checksums and the manifest are checked here; what the files say is
 * for the rules. One instance reads one bundle.
 */
public final class BundleReader {
    /** Takes ledger entries in order of their positions. */
    @FunctionalInterface
    public interface EntryVisitor {
        /** Takes the bytes under {@code ledger/entries/<position>.json}. */
        void entry(long position, byte[] content);
    }

    private final EntryVisitor visitor;
    private final TreeMap<String, Content> digests = new TreeMap<>();
    private final Map<String, byte[]> held = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long heldBytes;
    private boolean ofTask;

    private BundleReader(EntryVisitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Reads a bundle; hostile bytes become faults.
     *
     * @throws IOException if the stream cannot be read
     */
    public static Bundle read(InputStream in, EntryVisitor visitor) throws IOException {
        return new BundleReader(visitor).read(in);
    }

    private Bundle read(InputStream in) throws IOException {
        Optional<String> broken = ZipReader.read(in, this::visit);
        broken.ifPresent(detail -> faults.add(new Fault("", detail)));
        if (broken.isEmpty()) {
            checkManifest();
        }
        return new Bundle(
                Collections.unmodifiableSortedMap(digests),
                Collections.unmodifiableMap(held),
                List.copyOf(faults),
                broken.isEmpty());
    }

    private void visit(String path, byte[] content, boolean checksumHolds) throws ZipFault {
        digests.put(path, new Content(Digest.of(content), content.length));
        if (!checksumHolds) {
            faults.add(new Fault(path, "expected the content of the checksum stated, found another"));
        }
        boolean known = BundleLayout.isKnown(path) || (ofTask && BundleLayout.isProof(path));
        if (!known) {
            faults.add(new Fault(path, "expected a file of the bundle's layout, found another"));
        }
        Optional<Long> position = BundleLayout.position(path);
        if (position.isPresent() && !ofTask) {
            visitor.entry(position.get(), content);
            return;
        }
        heldBytes += content.length;
        if (heldBytes > BundleLimits.HELD_BYTES) {
            throw new ZipFault("expected at most " + BundleLimits.HELD_BYTES
                    + " bytes that are held at once, found more at " + path);
        }
        held.put(path, content);
        if (path.equals(BundleLayout.CLASS)) {
            ofTask = BundleClass.read(content).filter(BundleClass::isOfTask).isPresent();
        }
    }

    private void checkManifest() {
        Optional<byte[]> bytes = Optional.ofNullable(held.get(BundleLayout.MANIFEST));
        if (bytes.isEmpty()) {
            faults.add(new Fault(BundleLayout.MANIFEST, "expected the manifest, found none"));
            return;
        }
        switch (Manifest.parse(bytes.get())) {
            case Parsed.Malformed<Manifest>(String path, String detail) ->
                faults.add(new Fault(BundleLayout.MANIFEST, "at '" + path + "': " + detail));
            case Parsed.Value<Manifest>(Manifest manifest) -> compare(manifest);
        }
    }

    private void compare(Manifest manifest) {
        Set<String> listed = new HashSet<>();
        for (Manifest.Item item : manifest.files()) {
            listed.add(item.path());
            Optional<Content> found = Optional.ofNullable(digests.get(item.path()));
            if (BundleLayout.isManifest(item.path()) || found.isEmpty()) {
                faults.add(new Fault(item.path(), "expected a file that the manifest lists, found none"));
            } else if (!found.get().equals(new Content(item.sha256(), item.size()))) {
                faults.add(new Fault(
                        item.path(),
                        "expected digest " + item.sha256() + " and " + item.size()
                                + " bytes as the manifest lists, found "
                                + found.get().sha256() + " and " + found.get().size()));
            }
        }
        for (String path : digests.keySet()) {
            if (!BundleLayout.isManifest(path) && !listed.contains(path)) {
                faults.add(new Fault(path, "expected every file listed in the manifest, found this one unlisted"));
            }
        }
    }
}
