/**
 * Nodes of a consortium in the memory of one process: for tests of this module and of those above it.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.testing;
