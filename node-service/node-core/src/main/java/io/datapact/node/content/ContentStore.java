package io.datapact.node.content;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps bytes under the identifier that their own content gives them.
 *
 * <p>The flow: {@link #put(InputStream)} reads to the end, cuts the content into chunks, names each block by its
 * SHA-256, and returns a {@link ContentRecord} whose identifier goes on the ledger or to a peer. Whoever has the
 * identifier calls {@link #open(Cid)} and reads; each block is hashed again before its bytes are handed out, so what
 * arrives is what was named or the read ends with a {@link ContentStoreException}. Nothing is visible before it is
 * whole and durable.
 *
 * <p>The identifier gives guessable content away: encrypt before {@code put}. The store protects against damage and
 * exchanged blocks, not against readers of the store. Safe for use by several threads. Every method may throw
 * {@link ContentStoreException} with kind {@code UNAVAILABLE}.
 */
public interface ContentStore {
    /**
     * Reads the stream to its end and keeps the content. Keeping the same content again gives the same record.
     *
     * @param content read to the end, not closed
     * @return identifier, profile, size and plain SHA-256
     * @throws ContentStoreException kind {@code TOO_LARGE} if the content exceeds the store's bound; nothing is kept
     */
    ContentRecord put(InputStream content);

    /**
     * Keeps an array; as {@link #put(InputStream)}.
     *
     * @param content stays the caller's
     */
    default ContentRecord put(byte[] content) {
        return put(new ByteArrayInputStream(content));
    }

    /**
     * Opens content for reading. The stream's reads throw {@link ContentStoreException} with kind
     * {@code DAMAGED_BLOCK}, {@code MISSING_BLOCK} or {@code MALFORMED_BLOCK} rather than give other bytes than those
     * named, and at the end with {@code DAMAGED_RECORD} if the record beside it says otherwise; the caller closes it.
     *
     * @return the content, or empty if this store does not have it
     */
    Optional<InputStream> open(Cid cid);

    /**
     * Reads small content whole.
     *
     * @param maximumBytes bound of the answer, in bytes
     * @return the content, the caller's own, or empty if this store does not have it
     * @throws ContentStoreException as {@link #open(Cid)}; kind {@code TOO_LARGE} if the content is above the bound
     */
    Optional<byte[]> get(Cid cid, int maximumBytes);

    /** What was recorded when the content was kept, or empty. */
    Optional<ContentRecord> find(Cid cid);

    /** Whether the content was kept here; says nothing about damage since then. */
    default boolean has(Cid cid) {
        return find(cid).isPresent();
    }
}
