/**
 * Tasks as this node's people meet them: proposing, the approval inbox in words, approving, closing, revoking.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.task;
