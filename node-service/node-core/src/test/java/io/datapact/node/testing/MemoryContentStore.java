package io.datapact.node.testing;

import io.datapact.contract.id.Digest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStore;
import io.datapact.node.content.ContentStoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Content in memory, one block each. */
public final class MemoryContentStore implements ContentStore {
    private final Map<Cid, byte[]> content = new ConcurrentHashMap<>();

    @Override
    public ContentRecord put(InputStream stream) {
        try {
            byte[] bytes = stream.readAllBytes();
            ContentRecord record = record(bytes);
            content.put(record.cid(), bytes);
            return record;
        } catch (IOException e) {
            throw new ContentStoreException(ContentStoreException.Kind.UNAVAILABLE, "the stream given failed", e);
        }
    }

    @Override
    public Optional<InputStream> open(Cid cid) {
        return Optional.ofNullable(content.get(cid)).map(ByteArrayInputStream::new);
    }

    @Override
    public Optional<byte[]> get(Cid cid, int maximumBytes) {
        return Optional.ofNullable(content.get(cid)).map(byte[]::clone);
    }

    @Override
    public Optional<ContentRecord> find(Cid cid) {
        return Optional.ofNullable(content.get(cid)).map(MemoryContentStore::record);
    }

    private static ContentRecord record(byte[] bytes) {
        Digest sha256 = Digest.of(bytes);
        return new ContentRecord(Cid.of(Cid.Codec.RAW, sha256.toBytes()), "memory", bytes.length, sha256);
    }
}
