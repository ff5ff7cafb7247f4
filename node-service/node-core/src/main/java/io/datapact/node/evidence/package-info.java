/**
 * This node's evidence: one hash chain of signed statements a task, as files that anybody can verify.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.evidence;
