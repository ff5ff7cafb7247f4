/** What several of this module's tests need. */
package io.datapact.ledger.testing;
