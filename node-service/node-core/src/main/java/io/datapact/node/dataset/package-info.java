/**
 * This member's datasets: snapshots taken and versions published.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.dataset;
