/** Commands, their signed form, and signed messages between nodes. Nothing is null. */
package io.datapact.contract.command;
