/** The authority's folder on disk, and the files in it that others read. */
package io.datapact.ca.home;
