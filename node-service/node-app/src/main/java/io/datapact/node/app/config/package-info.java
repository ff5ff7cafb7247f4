/**
 * The node's configuration: one file in its home folder, read once, checked whole before anything starts. Secrets are
 * files beside it, never values in it. Start with {@link io.datapact.node.app.config.NodeConfiguration}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.config;
