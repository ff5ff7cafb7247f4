/**
 * The offline auditor. {@link io.datapact.audit.Audit} reads an evidence bundle once, replays its ledger, and says of
 * each rule whether it holds. It needs the bundle and the trusted roots, never a network. Nothing is null.
 */
package io.datapact.audit;
