/** Set intersection, sharing, oblivious transfer, circuits: a library without SPI. Nothing in this package is null. */
package io.datapact.protocols;
