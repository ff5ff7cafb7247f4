/**
 * Parts that every transport of peer channels is built from: a bounded queue, the count and transcript of one
 * direction. Plugins see only {@link io.datapact.compute.PeerChannel}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.compute.channel;
