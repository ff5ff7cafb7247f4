package io.datapact.node.peer;

import io.datapact.compute.ChannelLimits;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import java.util.HashSet;
import java.util.List;

/**
 * What the channels of one run are bound to, all of it from the node's own replica. Every part is in the handshake, and
 * a peer whose handshake differs in one is not admitted.
 *
 * @param network digest of the genesis record
 * @param run which run
 * @param manifestDigest digest of the approved manifest
 * @param partyIndex this node's place among the parties
 * @param parties every party as the start resolved it, by index; the TLS certificates named here are pinned
 * @param limits bounds of each channel
 */
public record ChannelSession(
        Digest network,
        RunId run,
        Digest manifestDigest,
        int partyIndex,
        List<PartyNode> parties,
        ChannelLimits limits) {
    /** Checks that the parties stand in order and each has a certificate of its own. */
    public ChannelSession {
        parties = List.copyOf(parties);
        for (int index = 0; index < parties.size(); index++) {
            if (parties.get(index).index() != index) {
                throw new IllegalArgumentException("expected parties in the order of their index, found another");
            }
        }
        long certificates =
                new HashSet<>(parties.stream().map(PartyNode::tlsCertificate).toList()).size();
        if (certificates != parties.size()) {
            throw new IllegalArgumentException("expected a TLS certificate of its own for each party, found one twice");
        }
        if (partyIndex < 0 || partyIndex >= parties.size()) {
            throw new IllegalArgumentException(
                    "expected a party index of 0 to %d, found %d".formatted(parties.size() - 1, partyIndex));
        }
    }
}
