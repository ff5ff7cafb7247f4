/**
 * Evidence bundles: their layout, a writer whose bytes depend on nothing but the content, and a reader that refuses
 * whatever that writer would not have written. Nothing is null.
 */
package io.datapact.audit.bundle;
