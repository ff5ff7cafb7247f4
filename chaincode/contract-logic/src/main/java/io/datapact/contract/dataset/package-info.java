/** Datasets, their versions, schemas and terms, and the commitment to a table's rows. Nothing is null. */
package io.datapact.contract.dataset;
