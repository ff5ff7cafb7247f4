package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.OutcomeKind;

/**
 * Written by each party once it sees a run's outcome, before its last AnchorEvidence.
 *
 * @param outcome digest of the canonical bytes kept under {@code outcome/<task>/<n>}
 * @param row     row of the settlement table that decided
 */
public record SettlementPredicate(ChainLink link, RunId run, OutcomeKind kind, long row, Digest outcome)
        implements Predicate {}
