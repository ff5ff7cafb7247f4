/**
 * Whether the node is well, for people and for what watches it.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.health;
