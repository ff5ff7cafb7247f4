/**
 * Who does a component's work: what must be done again and again is written as turns, and a thread of its own takes them
 * in the program, a scheduler in a simulation.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.work;
