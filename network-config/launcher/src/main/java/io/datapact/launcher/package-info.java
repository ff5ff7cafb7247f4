/** The datapact command, the demo, acceptance tests, architecture tests. Nothing in this package is null. */
package io.datapact.launcher;
