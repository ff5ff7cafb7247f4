/**
 * Tables as plugins read and write them: column batches in, one small table out, and the digest that ties what was
 * handed out to what the attestation says.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.compute.table;
