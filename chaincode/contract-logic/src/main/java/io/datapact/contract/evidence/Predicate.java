package io.datapact.contract.evidence;

/** What a statement says; one record per kind. */
public sealed interface Predicate
        permits InputPredicate,
                RunPredicate,
                ResultPredicate,
                ReleasePredicate,
                SettlementPredicate,
                DenialPredicate,
                ForkPredicate {
    /** Its place in the party's chain. */
    ChainLink link();
}
