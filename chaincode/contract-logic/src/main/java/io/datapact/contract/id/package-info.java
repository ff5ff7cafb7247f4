/** Identifiers as types. All are ASCII; what a member makes bears that member's name. Nothing is null. */
package io.datapact.contract.id;
