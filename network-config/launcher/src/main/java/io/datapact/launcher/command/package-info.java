/** The commands as people type them: options in, one exit code out. */
package io.datapact.launcher.command;
