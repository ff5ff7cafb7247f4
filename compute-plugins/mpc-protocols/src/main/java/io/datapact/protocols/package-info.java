/**
 * Multi-party protocols as a library without SPI: what they need of a connection ({@link io.datapact.protocols.Link}),
 * how they fail, and the pool that their heavy parts share. Set intersection is in {@code psi}, sharing among three in
 * {@code replicated}, the group below both in {@code ristretto}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.protocols;
