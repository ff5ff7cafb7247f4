/**
 * Algorithms: which plugins this node has installed, byte for byte, and their registration on the ledger.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.algorithm;
