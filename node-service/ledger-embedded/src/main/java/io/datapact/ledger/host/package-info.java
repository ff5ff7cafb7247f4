/**
 * The program that hosts an embedded ledger: settings, files, start and stop.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.host;
