/**
 * The architecture as data, held against the classes of every module. It lives in the last module of the build, whose
 * test class path has them all.
 */
package io.datapact.launcher.architecture;
