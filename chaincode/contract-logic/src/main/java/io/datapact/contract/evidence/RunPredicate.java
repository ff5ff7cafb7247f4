package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import java.util.List;

/**
 * Written by each party when its gate lets a run begin, before anything is computed.
 *
 * @param manifestDigest digest of the manifest that the gate checked
 * @param bodyDigest     digest of the body (the parameters) that the gate checked
 * @param pluginDigest   digest of the plugin as found on the node's disk
 * @param descriptor     digest of the plugin's descriptor as found
 * @param parties        the peers pinned, by index
 * @param position       ledger position of the start, as the node's own replica holds it
 * @param checkpointRoot Merkle root over the entries up to and including that position
 */
public record RunPredicate(
        ChainLink link,
        RunId run,
        Digest manifestDigest,
        Digest bodyDigest,
        Digest pluginDigest,
        Digest descriptor,
        List<PartyNode> parties,
        long position,
        Digest checkpointRoot)
        implements Predicate {
    public RunPredicate {
        parties = List.copyOf(parties);
    }
}
