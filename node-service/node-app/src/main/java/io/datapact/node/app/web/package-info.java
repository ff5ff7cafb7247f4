/**
 * What all of the REST interface shares: JSON in and out through the rule book's codec, problems as RFC 9457 has them.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.app.web;
