/**
 * Puts a node together from its configuration: keys, ledger, database, stores, transport, use cases. Start with
 * {@link io.datapact.node.app.assembly.AssembledNode}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.assembly;
