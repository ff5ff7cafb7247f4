/** Reads the golden vectors in the test resources. */
package io.datapact.contract.vectors;
