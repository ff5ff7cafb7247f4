/**
 * Ledger and evidence over REST, for whoever audits; token of role auditor.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.audit;
