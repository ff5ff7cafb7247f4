package io.datapact.contract.dataset;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.merkle.MerkleTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Commits to the rows of a table, so that the owner can later open one column of one row. Source: evidence.md, input
 * commitment; hashing of RFC 6962.
 *
 * <pre>
 * lp(x)  = length of x in 4 bytes big-endian, then x
 * field  = SHA-256(lp("datapact/field/1") || lp(column name) || HMAC-SHA256(row salt, column name) || lp(value))
 * leaf   = SHA-256(0x00 || lp("datapact/row/1") || fields in schema order)
 * root   = RFC 6962 tree over the leaves in the order of {@link RowEncoding#rowOrder}
 * </pre>
 *
 * <p>Hiding rests on the salts: 32 random bytes a row, kept by the owner; whoever has a row's salt can guess its values.
 * Deleting a salt erases the row from the commitment's meaning. Rows are added in order; nothing but O(log rows) is
 * kept. Not safe for several threads.
 */
public final class TableCommitment {
    /** Length of a row's salt, in bytes. */
    public static final int SALT_BYTES = 32;

    private static final byte[] FIELD_DOMAIN = prefixed("datapact/field/1".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] ROW_DOMAIN = prefixed("datapact/row/1".getBytes(StandardCharsets.US_ASCII));

    private final List<Column> columns;
    private final List<byte[]> names;
    private final List<byte[]> prefixedNames;
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final Mac hmac = newMac();
    private final MessageDigest sha256 = Digest.sha256();

    /**
     * Begins an empty table.
     *
     * @param columns the table's columns in schema order; for a projection those read, in the dataset's order
     */
    public TableCommitment(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.names = columns.stream()
                .map(column -> column.name().getBytes(StandardCharsets.US_ASCII))
                .toList();
        this.prefixedNames = names.stream().map(TableCommitment::prefixed).toList();
    }

    /**
     * Adds the next row.
     *
     * @param salt the row's 32 bytes
     * @param row  one encoded value per column ({@link RowEncoding})
     * @return the row's leaf hash
     * @throws IllegalArgumentException if the row does not fit the columns
     */
    public Digest add(byte[] salt, List<byte[]> row) {
        byte[] data = leafData(fieldHashes(salt, row));
        Digest leaf = MerkleTree.leafHash(data);
        frontier.append(leaf);
        return leaf;
    }

    /** Number of rows so far. */
    public long size() {
        return frontier.size();
    }

    /** Root over the rows so far. */
    public Digest root() {
        return frontier.root();
    }

    /** Hashes of a row's fields, 32 bytes each, in column order. */
    public List<byte[]> fieldHashes(byte[] salt, List<byte[]> row) {
        requireSalt(salt);
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException("expected a row of " + columns.size() + " values, found " + row.size());
        }
        init(salt);
        List<byte[]> hashes = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            if (!RowEncoding.fits(columns.get(i), row.get(i))) {
                throw new IllegalArgumentException(
                        "expected a value of column " + columns.get(i).name() + " in its encoding, found another");
            }
            hashes.add(field(prefixedNames.get(i), hmac.doFinal(names.get(i)), row.get(i)));
        }
        return hashes;
    }

    /** The opening of one field: HMAC-SHA256(row salt, column name), which shows nothing about other columns. */
    public static byte[] fieldKey(byte[] salt, String column) {
        requireSalt(salt);
        Mac mac = newMac();
        initMac(mac, salt);
        return mac.doFinal(column.getBytes(StandardCharsets.US_ASCII));
    }

    /** Hash of an opened field. */
    public static byte[] fieldHash(String column, byte[] fieldKey, byte[] value) {
        MessageDigest digest = Digest.sha256();
        digest.update(FIELD_DOMAIN);
        digest.update(prefixed(column.getBytes(StandardCharsets.US_ASCII)));
        digest.update(fieldKey);
        return digest.digest(prefixed(value));
    }

    /** The data of a row's leaf, over which {@code MerkleTree.leafHash} goes. */
    public static byte[] leafData(List<byte[]> fieldHashes) {
        ByteBuffer data = ByteBuffer.allocate(ROW_DOMAIN.length + fieldHashes.size() * Digest.BYTES);
        data.put(ROW_DOMAIN);
        fieldHashes.forEach(data::put);
        return data.array();
    }

    private byte[] field(byte[] prefixedName, byte[] key, byte[] value) {
        sha256.update(FIELD_DOMAIN);
        sha256.update(prefixedName);
        sha256.update(key);
        return sha256.digest(prefixed(value));
    }

    private void init(byte[] salt) {
        initMac(hmac, salt);
    }

    private static void initMac(Mac mac, byte[] salt) {
        try {
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC takes a key of any length", e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static void requireSalt(byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("expected a salt of 32 bytes, found " + salt.length);
        }
    }

    private static byte[] prefixed(byte[] content) {
        return ByteBuffer.allocate(Integer.BYTES + content.length)
                .putInt(content.length)
                .put(content)
                .array();
    }
}
