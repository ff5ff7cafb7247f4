package io.datapact.contract.evidence;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.InputColumns;
import io.datapact.contract.run.InputRoot;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.RunId;
import java.util.List;

/**
 * Written by each party before its AttestResult; the attestation's evidence head is this statement. Lists equal those
 * of the attestation's own part.
 *
 * @param common digest of the canonical bytes of the attestation's common part
 */
public record ResultPredicate(
        ChainLink link,
        RunId run,
        Digest pluginDigest,
        Digest common,
        List<PeerTranscript> peers,
        List<InputRoot> handedOut,
        List<InputColumns> columns,
        List<Code> checks)
        implements Predicate {
    public ResultPredicate {
        peers = List.copyOf(peers);
        handedOut = List.copyOf(handedOut);
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
    }
}
