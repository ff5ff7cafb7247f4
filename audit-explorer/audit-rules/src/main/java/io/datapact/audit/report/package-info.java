/** What an audit came to, for people and for tools. Nothing is null. */
package io.datapact.audit.report;
