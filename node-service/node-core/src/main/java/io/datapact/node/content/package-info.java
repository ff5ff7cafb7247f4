/**
 * Content-addressed storage as the node's use cases see it: bytes go in, a content identifier comes out, and whoever
 * holds the identifier gets exactly those bytes back or a named error. Adapters live in {@code content-store}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.content;
