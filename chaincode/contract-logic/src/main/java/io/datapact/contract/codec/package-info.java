/**
 * Canonical bytes: JSON of the narrow kind that contract.md's ground rules allow (RFC 8785 restricted to integers), and
 * records mapped to it. Nothing is null.
 */
package io.datapact.contract.codec;
