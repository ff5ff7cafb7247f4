/** The state that recorded write sets leave, and how to read it without trusting it. Nothing is null. */
package io.datapact.audit.state;
