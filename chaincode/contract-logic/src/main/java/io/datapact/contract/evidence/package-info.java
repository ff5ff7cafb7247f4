/** Anchors of the parties' evidence chains, and denials. Nothing is null. */
package io.datapact.contract.evidence;
