/**
 * Whole histories of a consortium of two to twelve members, honest, careless and malicious, drawn from a seed; what must
 * hold after each of their commands stands in {@code invariant}. A history that breaks an invariant is shrunk and
 * printed with its seed.
 */
package io.datapact.contract.history;
