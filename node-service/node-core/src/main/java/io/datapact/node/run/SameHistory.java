package io.datapact.node.run;

import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import io.datapact.node.follow.StartMark;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The first message of a run between two parties: where each has seen the start, and the Merkle root of the ledger up to
 * there. So a ledger's host cannot show two parties two histories and have them compute on it.
 *
 * @param type     {@code datapact/history/1}
 * @param position ledger position of the start
 * @param root     Merkle root over the entries up to and including it
 */
record SameHistory(String type, RunId run, long position, Digest root) {
    private static final String TYPE = "datapact/history/1";

    /**
     * Compares with all peers.
     *
     * @throws RunEndedException  if a peer has seen another history
     * @throws RunFailedException if a peer says something else, or nothing
     */
    static void compare(StartMark start, Map<Integer, PeerChannel> channels) {
        SameHistory mine = new SameHistory(TYPE, start.run(), start.position(), start.root());
        byte[] message = RecordCodec.of(SameHistory.class).encode(mine);
        channels.values().forEach(channel -> channel.send(message.clone()));
        channels.forEach((peer, channel) -> compare(mine, peer, channel.receive()));
    }

    private static void compare(SameHistory mine, int peer, byte[] received) {
        if (!(RecordCodec.of(SameHistory.class).decode(received)
                instanceof Parsed.Value<SameHistory>(SameHistory theirs))) {
            throw RunFailedException.at(
                    peer, RunFailure.PEER_GARBAGE, "expected where the peer has seen the start, found something else");
        }
        if (!theirs.equals(mine)) {
            throw RunEndedException.at(
                    OptionalInt.of(peer),
                    EndCause.LEDGER_FORKED,
                    "expected the start at position " + mine.position() + " under the root " + mine.root()
                            + ", found that the peer has it at " + theirs.position() + " under " + theirs.root()
                            + "; the ledger's host shows two histories: compare checkpoints with all members");
        }
    }
}
