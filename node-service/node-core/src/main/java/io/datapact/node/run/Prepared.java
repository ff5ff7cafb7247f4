package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputRoot;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.node.content.Cid;
import io.datapact.node.store.RunJournal;
import java.util.List;

/**
 * What a party has once its plugin is done and all parties have declared their shares: enough to attest, release and
 * receive after a restart. Holds no secret in the clear.
 *
 * @param common    the part of the attestation that all parties share
 * @param peers     what was exchanged with each peer
 * @param handedOut commitments over what the own inputs handed out
 * @param checks    output checks made, sorted
 * @param own       this party's own shares of what it receives, encrypted to its own node
 * @param sealed    sealed shares for others
 * @param keys      CMS messages that open them, for Release
 */
record Prepared(
        CommonPart common,
        List<PeerTranscript> peers,
        List<InputRoot> handedOut,
        List<Code> checks,
        List<OwnShare> own,
        List<SealedShare> sealed,
        List<ReleasedKey> keys) {
    /** An own share in the content store. */
    record OwnShare(Code output, Cid cid) {}

    /** A sealed share in the content store. */
    record SealedShare(Code output, MemberId recipient, Cid cid) {}

    Prepared {
        peers = List.copyOf(peers);
        handedOut = List.copyOf(handedOut);
        checks = List.copyOf(checks);
        own = List.copyOf(own);
        sealed = List.copyOf(sealed);
        keys = List.copyOf(keys);
    }

    byte[] encode() {
        return RecordCodec.of(Prepared.class).encode(this);
    }

    static Prepared decode(byte[] noted) {
        return switch (RecordCodec.of(Prepared.class).decode(noted, RunJournal.MAXIMUM_VALUE_BYTES)) {
            case Parsed.Value<Prepared>(Prepared prepared) -> prepared;
            case Parsed.Malformed<Prepared>(String path, String detail) ->
                throw new IllegalStateException(
                        "expected what a run has prepared in the journal, found it malformed at '" + path + "': "
                                + detail);
        };
    }
}
