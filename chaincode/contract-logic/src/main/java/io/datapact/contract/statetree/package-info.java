/**
 * The Merkle prefix tree over the state: its root, proofs that a key has a value or has none, and their text.
 *
 * <p>Source: Merkle prefix trees as in CONIKS (Melara et al., USENIX Security 2015, section 3.1), with paths compressed
 * as in PATRICIA (Morrison, Journal of the ACM 15(4), 1968). Unlike CONIKS, keys are hashed plainly: who may read a
 * proof may read the chain.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.contract.statetree;
