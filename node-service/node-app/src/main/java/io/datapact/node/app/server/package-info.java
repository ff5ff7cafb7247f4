/**
 * The web server: HTTPS with the node's TLS certificate, the access filter before everything, and no part of the
 * framework that is not used.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.server;
