/** The authority's settings: bound and validated once, at the start. */
package io.datapact.ca.setting;
