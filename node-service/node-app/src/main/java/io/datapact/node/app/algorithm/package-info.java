/**
 * Algorithms over REST; token of role approver.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.algorithm;
