/** The multi-party plugins, found by ServiceLoader. Nothing in this package is null. */
package io.datapact.mpc;
