package io.datapact.protocols.psi;

import io.datapact.protocols.Fault;
import io.datapact.protocols.Link;
import io.datapact.protocols.ProtocolException;
import io.datapact.protocols.Watch;
import io.datapact.protocols.WorkPool;
import io.datapact.protocols.ristretto.Scalar;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Set intersection of two parties by Diffie-Hellman over ristretto255.
 *
 * <p>Party A with scalar a and party B with scalar b, both fresh: A sends aH(x) for each x of its set, shuffled; B sends
 * bH(y) likewise; each multiplies what it got by its own scalar and shortens it to a tag. Now B holds the tags of A's
 * set and A those of B's: {@link #blind}. Nothing is known yet. Where both may know, they exchange the tags: {@link
 * #exchange}. Where only one may, the other's tags are its output share.
 *
 * <p>Who knows what then: the one who has both lists knows which of its own identifiers are common, and the size of the
 * peer's set. Sizes are known to both from the start.
 *
 * <p>Security: semi-honest parties, random oracle, decisional Diffie-Hellman in ristretto255. H is bound to the session,
 * so nothing of one run helps in another. A malicious peer can make up a set as it likes and can send wrong tags.
 *
 * <p>Source: Meadows (1986), Huberman, Franklin and Hogg (1999); RFC 9380 and RFC 9496 for H.
 */
public final class EcdhPsi {
    /** Most identifiers of one side. */
    public static final int MOST_ITEMS = 1 << 24;

    /** Elements in a message: 32 KiB. */
    static final int BATCH = 1024;

    /** Messages that are computed before they are sent: bounds memory. */
    private static final int WINDOW = 16;

    /** Identifiers of each side between two words to the watch. */
    public static final int ITEMS_A_WINDOW = WINDOW * BATCH;

    private static final int HELLO = 0x44505031;

    private final Link link;
    private final byte[] session;
    private final SecureRandom random;
    private final WorkPool pool;
    private final int mostItems;

    /**
     * For one run with one peer.
     *
     * @param link to the peer
     * @param session the same bytes at both, never used before; at least 16
     * @param random fit for secrets
     * @param pool for the multiplications
     * @param mostItems largest set, of either side, 1 to {@link #MOST_ITEMS}
     */
    public EcdhPsi(Link link, byte[] session, SecureRandom random, WorkPool pool, int mostItems) {
        if (session.length < 16 || mostItems < 1 || mostItems > MOST_ITEMS) {
            throw new IllegalArgumentException("expected a session of 16 bytes or more and a bound of 1 to "
                    + MOST_ITEMS + " items, found " + session.length + " and " + mostItems);
        }
        this.link = link;
        this.session = session.clone();
        this.random = random;
        this.pool = pool;
        this.mostItems = mostItems;
    }

    /**
     * Blinds both sets; the peer calls it at the same time.
     *
     * @param identifiers this party's set; bytes are compared as they are; read only
     * @param watch is told how many identifiers of both sets are done
     * @return this party's half
     * @throws ProtocolException INPUT_REFUSED for a duplicate or too many, PEER_GARBAGE for what is not canonical, is
     *     the identity, or has the wrong count
     */
    public Blinded blind(List<byte[]> identifiers, Watch watch) {
        check(identifiers);
        link.send(
                ByteBuffer.allocate(8).putInt(HELLO).putInt(identifiers.size()).array());
        int peerSize = peerSize(link.receive());
        int[] order = shuffled(identifiers.size());
        Blinder blinder = new Blinder(Scalar.random(random), session, Tags.width(identifiers.size(), peerSize));
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        int mine = batches(order.length);
        int theirs = batches(peerSize);
        for (int start = 0; start < Math.max(mine, theirs); start += WINDOW) {
            int first = start;
            List<byte[]> out = pool.each(
                    Math.clamp(mine - first, 0, WINDOW), i -> blinder.blind(identifiers, order, (first + i) * BATCH));
            List<byte[]> in = swap(out, Math.clamp(theirs - first, 0, WINDOW));
            pool.each(in.size(), i -> blinder.tags(in.get(i), Math.min(BATCH, peerSize - (first + i) * BATCH)))
                    .forEach(tags::writeBytes);
            watch.done(
                    Math.min(order.length, start * BATCH + ITEMS_A_WINDOW)
                            + Math.min(peerSize, start * BATCH + ITEMS_A_WINDOW),
                    order.length + (long) peerSize);
        }
        return new Blinded(order, new Tags(blinder.tagBytes(), tags.toByteArray()));
    }

    /**
     * Gives the peer the tags of its set and takes those of the own set: after this both know which of their own
     * identifiers are common.
     *
     * @param blinded from {@link #blind} of the same object
     * @return tags of the own set, in the order that was sent
     */
    public Tags exchange(Blinded blinded) {
        Tags theirs = blinded.tagsOfPeer();
        int expected = blinded.size();
        ByteArrayOutputStream own = new ByteArrayOutputStream();
        for (int at = 0; at < Math.max(expected, theirs.size()); at += BATCH) {
            if (at < theirs.size()) {
                link.send(theirs.bytes(at, BATCH));
            }
            if (at < expected) {
                own.writeBytes(exactly(link.receive(), Math.min(BATCH, expected - at) * theirs.width()));
            }
        }
        return new Tags(theirs.width(), own.toByteArray());
    }

    private List<byte[]> swap(List<byte[]> out, int incoming) {
        List<byte[]> in = new ArrayList<>(incoming);
        for (int i = 0; i < Math.max(out.size(), incoming); i++) {
            if (i < out.size()) {
                link.send(out.get(i));
            }
            if (i < incoming) {
                in.add(link.receive());
            }
        }
        return in;
    }

    private void check(List<byte[]> identifiers) {
        if (identifiers.size() > mostItems) {
            throw new ProtocolException(
                    Fault.INPUT_REFUSED, "expected at most " + mostItems + " identifiers, found " + identifiers.size());
        }
        Set<ByteBuffer> seen = HashSet.newHashSet(identifiers.size());
        for (byte[] identifier : identifiers) {
            if (!seen.add(ByteBuffer.wrap(identifier))) {
                throw new ProtocolException(
                        Fault.INPUT_REFUSED,
                        "expected each identifier once, found one of them twice; remove or merge duplicate rows");
            }
        }
    }

    private int peerSize(byte[] hello) {
        ByteBuffer message = ByteBuffer.wrap(exactly(hello, 8));
        if (message.getInt() != HELLO) {
            throw new ProtocolException(Fault.PEER_GARBAGE, "expected the beginning of a set intersection, found else");
        }
        int size = message.getInt();
        if (size < 0 || size > mostItems) {
            throw new ProtocolException(
                    Fault.PEER_GARBAGE, "expected at most " + mostItems + " identifiers of the peer, found " + size);
        }
        return size;
    }

    static byte[] exactly(byte[] message, int bytes) {
        if (message.length != bytes) {
            throw new ProtocolException(
                    Fault.PEER_GARBAGE, "expected a message of " + bytes + " bytes, found " + message.length);
        }
        return message;
    }

    private int[] shuffled(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static int batches(int items) {
        return (items + BATCH - 1) / BATCH;
    }
}
