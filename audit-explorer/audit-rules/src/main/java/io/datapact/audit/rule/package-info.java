/**
 * The rules: what must be true of a history and its evidence. Each recomputes what it judges from the recorded commands
 * and facts, apart from the rule book that decided them, so that a mistake there is found here. Pure: no clock, no
 * randomness, no input or output. Nothing is null.
 */
package io.datapact.audit.rule;
