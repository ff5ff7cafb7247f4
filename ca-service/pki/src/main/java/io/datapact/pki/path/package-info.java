/** Whether a chain of certificates is to be believed, at a time that the caller names, for what it is used for. */
package io.datapact.pki.path;
