/**
 * The golden history of a rule book's version: signed commands with all that was decided about them, written once and
 * replayed by every build. Nothing is null.
 */
package io.datapact.contract.golden;
