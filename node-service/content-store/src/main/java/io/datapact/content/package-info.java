/**
 * Content-addressed storage: identifiers made exactly as Kubo makes them with the profile {@code unixfs-v1-2025}
 * (chunks of 1 MiB, raw leaves, balanced dag-pb nodes of at most 1,024 links), and a store that keeps the blocks as
 * files. Sources: IPLD dag-pb and UnixFS specifications, multiformats CIDv1.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.content;
