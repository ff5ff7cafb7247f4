package io.datapact.audit.bundle;

import io.datapact.contract.id.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes bundles apart and puts them together again, with a manifest that fits. */
public final class Repacking {
    private Repacking() {}

    /** The files of a bundle; the caller's. */
    public static SortedMap<String, byte[]> files(byte[] bundle) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        ZipReader.read(new ByteArrayInputStream(bundle), (name, content, holds) -> files.put(name, content));
        return files;
    }

    /** A bundle of files, listed anew; the seal is taken as it is. */
    public static byte[] bundle(SortedMap<String, byte[]> files) throws IOException {
        List<Manifest.Item> items = new ArrayList<>();
        files.forEach((path, content) -> {
            if (!BundleLayout.isManifest(path)) {
                items.add(new Manifest.Item(path, Digest.of(content), content.length));
            }
        });
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put(BundleLayout.MANIFEST, new Manifest(items).encode());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipWriter zip = new ZipWriter(out);
        for (var file : all.entrySet()) {
            zip.put(file.getKey(), file.getValue());
        }
        zip.finish();
        return out.toByteArray();
    }
}
