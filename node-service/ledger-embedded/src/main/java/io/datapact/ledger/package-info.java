/** File-backed verifiable log, served over gRPC. Nothing in this package is null. */
package io.datapact.ledger;
