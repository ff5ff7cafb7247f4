/** Offline engine over an evidence bundle. Nothing in this package is null. */
package io.datapact.audit;
