/**
 * Peers and tables in the memory of one process: for tests, benchmarks, and trying a plugin out.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.compute.memory;
