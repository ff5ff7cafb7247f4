/**
 * What operators read: each message a method of one class, with identifiers and without payloads.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.log;
