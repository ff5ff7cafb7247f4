/**
 * What a compute plugin is to Datapact, and all that a plugin is given: its own inputs, channels to its peers,
 * randomness, limits. Start with {@link io.datapact.compute.ComputePlugin}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.compute;
