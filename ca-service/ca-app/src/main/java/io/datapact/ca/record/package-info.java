/** What is recorded: every certificate, and an append-only trail of requests and decisions. */
package io.datapact.ca.record;
