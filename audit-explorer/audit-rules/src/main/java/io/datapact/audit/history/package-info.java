/** A network's recorded history: the entries of its ledger one by one, and the state that they leave. Nothing is null. */
package io.datapact.audit.history;
