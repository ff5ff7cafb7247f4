/** The key-value state that commands read and write. Keys are read singly, never by range. Nothing is null. */
package io.datapact.contract.state;
