package io.datapact.contract.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * A party's own part of its attestation.
 *
 * @param evidenceHead  head of its evidence chain
 * @param evidenceCount entries in it
 * @param peers         one per peer, by index
 * @param handedOut     digests of the rows that its own inputs handed to the plugin
 * @param columns       columns that its own inputs handed out, in order
 * @param checks        output checks that it made, as codes: {@code minimum-group}, {@code maximum-rows}
 */
public record OwnPart(
        Digest evidenceHead,
        long evidenceCount,
        List<PeerTranscript> peers,
        List<InputRoot> handedOut,
        List<InputColumns> columns,
        List<Code> checks) {
    public OwnPart {
        peers = List.copyOf(peers);
        handedOut = List.copyOf(handedOut);
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
        Bounds.require("peers", peers.size(), 0, Bounds.PARTIES);
        Bounds.require("handedOut", handedOut.size(), 0, Bounds.PARTIES);
        Bounds.require("columns", columns.size(), 0, Bounds.PARTIES);
        Bounds.require("checks", checks.size(), 0, Bounds.PARTIES);
    }
}
