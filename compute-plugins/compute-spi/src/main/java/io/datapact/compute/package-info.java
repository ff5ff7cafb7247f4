/** ComputePlugin, RunContext, PeerChannel, TableSource; in-memory peers, plaintext plugin. Nothing in this package is null. */
package io.datapact.compute;
