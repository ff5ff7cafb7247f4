/** Exports evidence bundles from nodes, and verifies them without any. */
package io.datapact.launcher.audit;
