package io.datapact.mpc;

import io.datapact.protocols.Fault;
import io.datapact.protocols.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an owner tells the two others before the sharing.
 *
 * @param rows common rows
 * @param scales digits after the decimal point of each of the plan's sums of this owner
 */
record JoinFacts(int rows, List<Integer> scales) {
    private static final int HIGHEST_SCALE = 9;

    JoinFacts {
        scales = List.copyOf(scales);
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + scales.size()).putInt(rows);
        scales.forEach(scale -> out.put(scale.byteValue()));
        return out.array();
    }

    /**
     * Reads a peer's facts.
     *
     * @param sums of that owner
     */
    static JoinFacts decode(byte[] message, int sums) {
        if (message.length != Integer.BYTES + sums) {
            throw new ProtocolException(
                    Fault.PEER_GARBAGE,
                    "expected %d bytes of facts from an owner, found %d"
                            .formatted(Integer.BYTES + sums, message.length));
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int rows = in.getInt();
        List<Integer> scales = new ArrayList<>(sums);
        for (int i = 0; i < sums; i++) {
            int scale = in.get();
            if (scale < 0 || scale > HIGHEST_SCALE) {
                throw new ProtocolException(Fault.PEER_GARBAGE, "expected a scale of 0 to 9, found " + scale);
            }
            scales.add(scale);
        }
        if (rows < 0 || rows > OwnKeys.MOST_ROWS) {
            throw new ProtocolException(Fault.PEER_GARBAGE, "expected 0 to 4,194,304 common rows, found " + rows);
        }
        return new JoinFacts(rows, scales);
    }
}
