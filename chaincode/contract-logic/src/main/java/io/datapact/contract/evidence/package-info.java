/** Evidence: the parties' signed statements and their chains, anchors, denials, and the log's entries. Nothing is null. */
package io.datapact.contract.evidence;
