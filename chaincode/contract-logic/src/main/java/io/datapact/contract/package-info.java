/**
 * The rule book of a Datapact network: what the chain stores and what it decides.
 *
 * <p>Layers, each seeing only those before it: {@code codec} and {@code id}; {@code merkle}; {@code state}; the
 * features {@code member}, {@code governance}, {@code dataset}, {@code algorithm}, {@code task}, {@code run}, {@code evidence},
 * {@code settlement} (records kept under keys, and the states derived from them); {@code command}; {@code rules}.
 *
 * <p>Everything here is a pure function of its arguments: no clock, randomness, threads, I/O or floating point. Nothing
 * is null.
 */
package io.datapact.contract;
