/** The programs of Datapact as processes of their own, each with its own class path and home folder. */
package io.datapact.launcher.process;
