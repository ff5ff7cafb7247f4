/** A whole network on one machine: certificate authority, ledger host, nodes, each a process with its own folder. */
package io.datapact.launcher.network;
