/**
 * The node as a program: configuration, database, REST interface, and the wiring of all adapters. Start with
 * {@link io.datapact.node.app.NodeApplication}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app;
