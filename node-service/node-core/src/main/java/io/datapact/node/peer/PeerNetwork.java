package io.datapact.node.peer;

import io.datapact.compute.PeerChannel;
import java.util.Map;

/** Connects the parties of a run. */
public interface PeerNetwork {
    /**
     * Connects to every other party of a run; blocks until all stand or one cannot. Of each pair the party with the lower
     * index calls the other. The peer must show the pinned certificate and the same session; a stranger's attempts
     * neither succeed nor end anything.
     *
     * @return a channel for each other party, by index; the caller closes them. On failure nothing stays open
     * @throws io.datapact.compute.RunFailedException PEER_LOST if a peer cannot be reached, PEER_SLOW if it does not come
     *     within {@link io.datapact.compute.ChannelLimits#waitForPeer()}, PEER_NOT_ADMITTED if it is not who it must be
     *     or speaks of another manifest, PEER_GARBAGE if it does not speak the protocol
     * @throws IllegalStateException if this session is connected or being connected already
     */
    Map<Integer, PeerChannel> connect(ChannelSession session);
}
