package io.datapact.content;

import io.datapact.contract.id.Digest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStore;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.content.ContentStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A content store in a folder that one process owns.
 *
 * <p>{@code blocks/<two characters>/<cid>} holds a block, {@code records/<two characters>/<root cid>} the record of a
 * whole content, {@code staging/<number>/} what is being put. A content is put in three steps: all blocks into
 * staging, synced; renamed into place, folders synced; then its record the same way. So a record stands only over
 * blocks that are durable, and a crash leaves at most a staging folder, which the next start removes. Reads trust
 * nothing on the disk: every block is hashed again.
 */
public final class DirectoryContentStore implements ContentStore {
    private final BlockFolder blocks;
    private final BlockFolder records;
    private final StagingArea staging;
    private final UnixFsProfile profile;
    private final ContentBlocks cutter;

    private DirectoryContentStore(Path home, UnixFsProfile profile, long maximumBytes) throws IOException {
        this.blocks = new BlockFolder(home.resolve("blocks"));
        this.records = new BlockFolder(home.resolve("records"));
        this.staging = new StagingArea(home.resolve("staging"));
        this.profile = profile;
        this.cutter = new ContentBlocks(profile, maximumBytes);
    }

    /**
     * Opens the store in a folder, making it if it is not there, and removes what a crash left in staging.
     *
     * @param home folder of this store alone
     * @param maximumBytes most bytes of one content, above 0
     * @throws ContentStoreException if the folder cannot be made or read
     */
    public static DirectoryContentStore open(Path home, long maximumBytes) {
        return open(home, UnixFsProfile.V1_2025, maximumBytes);
    }

    static DirectoryContentStore open(Path home, UnixFsProfile profile, long maximumBytes) {
        if (maximumBytes < 1) {
            throw new IllegalArgumentException("expected a bound of at least 1 byte, found " + maximumBytes);
        }
        try {
            return new DirectoryContentStore(home, profile, maximumBytes);
        } catch (IOException e) {
            throw unavailable("open the content store", e);
        }
    }

    @Override
    public ContentRecord put(InputStream content) {
        try (StagingArea.Stage stage = staging.begin()) {
            ContentRecord record = cutter.cut(content, stage);
            stage.moveAll(blocks);
            byte[] text = RecordText.format(record);
            stage.accept(record.cid(), text, text.length);
            stage.moveAll(records);
            return record;
        } catch (IOException e) {
            throw unavailable("keep content", e);
        }
    }

    @Override
    public Optional<InputStream> open(Cid cid) {
        return find(cid).map(record -> new VerifiedContent(this::readBlock, record));
    }

    @Override
    public Optional<byte[]> get(Cid cid, int maximumBytes) {
        Optional<ContentRecord> record = find(cid);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        if (record.get().sizeBytes() > maximumBytes) {
            throw new ContentStoreException(
                    Kind.TOO_LARGE,
                    "content %s: expected at most %d bytes, found %d"
                            .formatted(cid, maximumBytes, record.get().sizeBytes()));
        }
        try (InputStream content = new VerifiedContent(this::readBlock, record.get())) {
            return Optional.of(content.readAllBytes());
        } catch (IOException e) {
            throw unavailable("read content " + cid, e);
        }
    }

    @Override
    public Optional<ContentRecord> find(Cid cid) {
        try {
            ContentRecord record = RecordText.parse(records.read(cid, RecordText.MAXIMUM_BYTES));
            if (!record.cid().equals(cid) || !record.profile().equals(profile.name())) {
                throw new IllegalArgumentException("expected profile %s and identifier %s, found %s and %s"
                        .formatted(profile.name(), cid, record.profile(), record.cid()));
            }
            return Optional.of(record);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new ContentStoreException(
                    Kind.DAMAGED_RECORD, "record of " + cid + ": " + e.getMessage() + "; put the content again", e);
        } catch (IOException e) {
            throw unavailable("read the record of " + cid, e);
        }
    }

    private byte[] readBlock(Cid cid, int maximumBytes) {
        try {
            byte[] block = blocks.read(cid, maximumBytes);
            if (!MessageDigest.isEqual(Digest.sha256().digest(block), cid.sha256())) {
                throw new ContentStoreException(
                        Kind.DAMAGED_BLOCK,
                        "block %s: expected bytes of that digest, found %d other bytes; put the content again"
                                .formatted(cid, block.length));
            }
            return block;
        } catch (NoSuchFileException e) {
            throw new ContentStoreException(
                    Kind.MISSING_BLOCK, "block %s: expected it in the store, found none".formatted(cid), e);
        } catch (IllegalArgumentException e) {
            throw new ContentStoreException(Kind.DAMAGED_BLOCK, "block " + cid + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw unavailable("read block " + cid, e);
        }
    }

    private static ContentStoreException unavailable(String act, IOException cause) {
        return new ContentStoreException(Kind.UNAVAILABLE, "cannot %s: %s".formatted(act, cause.getMessage()), cause);
    }
}
