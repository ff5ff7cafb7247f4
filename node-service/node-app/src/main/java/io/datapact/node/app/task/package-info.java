/**
 * Tasks over REST: proposing, the inbox, approving, revoking, closing, looking at them.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.task;
