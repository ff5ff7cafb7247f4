/**
 * Host, nodes, their disks and the network between them in one thread under one seeded scheduler with virtual time. The
 * ledger's own classes run; threads, clocks, disks and connections are replaced at the seams that the module's README
 * names. A seed gives the same run, event by event, on every machine.
 */
package io.datapact.ledger.simulation;
