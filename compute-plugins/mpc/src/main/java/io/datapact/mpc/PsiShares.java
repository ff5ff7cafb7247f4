package io.datapact.mpc;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.protocols.psi.Blinded;
import io.datapact.protocols.psi.Tags;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The two kinds of output shares of {@code psi}. Both end with tags: the width in a byte, their number in 4 bytes, the
 * tags.
 *
 * <p>Kind 1, of the recipient itself: a byte 1; the number of its identifiers in 4 bytes; each identifier in the order in
 * which it was sent, as 4 bytes length and UTF-8; the tags of the other's set. Kind 2, of the other: a byte 2; the tags of
 * the recipient's set, in the recipient's order. Kind 2 tells the recipient nothing without kind 1, which never leaves it.
 */
final class PsiShares {
    private static final byte RECIPIENT = 1;
    private static final byte OTHER = 2;

    private PsiShares() {}

    static byte[] ofRecipient(List<byte[]> identifiers, Blinded blinded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(RECIPIENT);
        out.writeBytes(integer(blinded.size()));
        for (int position = 0; position < blinded.size(); position++) {
            byte[] identifier = identifiers.get(blinded.indexAt(position));
            out.writeBytes(integer(identifier.length));
            out.writeBytes(identifier);
        }
        put(out, blinded.tagsOfPeer());
        return out.toByteArray();
    }

    static byte[] ofOther(Blinded blinded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(OTHER);
        put(out, blinded.tagsOfPeer());
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, Tags tags) {
        out.write(tags.width());
        out.writeBytes(integer(tags.size()));
        out.writeBytes(tags.bytes());
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    /**
     * The common identifiers, sorted as text.
     *
     * @throws RunFailedException OUTPUT_CHECK where the shares are not such shares or do not fit together
     */
    static List<String> open(byte[] recipient, byte[] other) {
        ByteBuffer in = ByteBuffer.wrap(recipient);
        kind(in, RECIPIENT);
        List<byte[]> identifiers = new ArrayList<>();
        int count = length(in);
        for (int i = 0; i < count; i++) {
            byte[] identifier = new byte[length(in)];
            in.get(identifier);
            identifiers.add(identifier);
        }
        Tags tagsOfOther = tags(in);
        ByteBuffer ofOther = ByteBuffer.wrap(other);
        kind(ofOther, OTHER);
        Tags own = tags(ofOther);
        if (own.size() != identifiers.size()) {
            throw broken("a tag for each of the recipient's identifiers");
        }
        return Protocols.named(() -> Arrays.stream(own.positionsIn(tagsOfOther))
                .mapToObj(position -> new String(identifiers.get(position), StandardCharsets.UTF_8))
                .sorted()
                .toList());
    }

    private static void kind(ByteBuffer in, byte kind) {
        if (!in.hasRemaining() || in.get() != kind) {
            throw broken("shares of a set intersection, one of each kind");
        }
    }

    /** A count or length; each thing counted takes at least a byte of what follows. */
    private static int length(ByteBuffer in) {
        if (in.remaining() < Integer.BYTES) {
            throw broken("a whole share");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw broken("lengths within the share");
        }
        return length;
    }

    /** The tags that end a share. */
    private static Tags tags(ByteBuffer in) {
        int width = in.hasRemaining() ? in.get() : 0;
        if (width < 1 || width > Tags.MOST_BYTES) {
            throw broken("tags of 1 to 32 bytes");
        }
        long count = length(in);
        if (count * width != in.remaining()) {
            throw broken("as many tags as are announced");
        }
        byte[] tags = new byte[in.remaining()];
        in.get(tags);
        return new Tags(width, tags);
    }

    private static RunFailedException broken(String expected) {
        return RunFailedException.of(
                RunFailure.OUTPUT_CHECK, "expected " + expected + ", found other bytes; the shares are not usable");
    }
}
