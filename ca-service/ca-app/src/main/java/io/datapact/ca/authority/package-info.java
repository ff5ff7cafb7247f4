/** Who signs: the authority's keys, and this server's own certificate. */
package io.datapact.ca.authority;
