/**
 * A plugin that computes in the clear: the oracle that protocols are tested against, and the smallest example of a
 * plugin. It protects nothing, and its descriptor says so.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.compute.plaintext;
