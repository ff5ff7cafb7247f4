/**
 * Datasets over REST: registering, importing and publishing, withdrawing; token of role approver.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.dataset;
