/** Runs: starts, inputs, attestations, aborts, releases, and a run's derived state. Nothing is null. */
package io.datapact.contract.run;
