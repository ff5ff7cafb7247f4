package io.datapact.protocols;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A link that digests what goes each way, so that both ends can confirm at the end that each received what the other
 * sent. Finds damage and injection on the way; against a cheating peer it proves nothing. One thread at a time.
 */
public final class ConfirmedLink implements Link {
    private static final byte[] WELL = {1};

    private final Link link;
    private final MessageDigest sent = sha256();
    private final MessageDigest received = sha256();

    /** Around another link. */
    public ConfirmedLink(Link link) {
        this.link = link;
    }

    @Override
    public void send(byte[] message) {
        add(sent, message);
        link.send(message);
    }

    @Override
    public byte[] receive() {
        byte[] message = link.receive();
        add(received, message);
        return message;
    }

    /**
     * Exchanges the digests with all peers, then word that all is well; every party calls it once, last, for all its
     * links. So a party that finds a difference with one peer ends without such word, and the others end too.
     *
     * @throws ProtocolException PEERS_DISAGREE where anything differs
     */
    public static void confirm(List<ConfirmedLink> links) {
        List<byte[]> expected = links.stream().map(ConfirmedLink::announce).toList();
        for (int i = 0; i < expected.size(); i++) {
            links.get(i).expect(expected.get(i));
        }
        links.forEach(each -> each.link.send(WELL.clone()));
        links.forEach(each -> each.expect(WELL));
    }

    private void expect(byte[] expected) {
        if (!MessageDigest.isEqual(expected, link.receive())) {
            throw new ProtocolException(
                    Fault.PEERS_DISAGREE,
                    "expected that each side received what the other sent, found different digests; the connection "
                            + "changed a message, or the peer runs something else");
        }
    }

    /** Sends both digests; the result is what the peer should send. */
    private byte[] announce() {
        byte[] sentDigest = sent.digest();
        byte[] receivedDigest = received.digest();
        link.send(joined(sentDigest, receivedDigest));
        return joined(receivedDigest, sentDigest);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static void add(MessageDigest digest, byte[] message) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(message.length).flip());
        digest.update(message);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256; use a complete JDK", e);
        }
    }
}
