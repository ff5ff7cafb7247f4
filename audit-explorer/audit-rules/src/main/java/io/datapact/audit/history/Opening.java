package io.datapact.audit.history;

import io.datapact.audit.state.Facts;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Genesis;

/**
 * The first entry of a ledger.
 *
 * @param network digest of the genesis record
 * @param after   the state that it leaves; valid during the visit
 */
public record Opening(LogEntry entry, Dsse.Envelope envelope, Genesis genesis, Digest network, Facts after) {}
