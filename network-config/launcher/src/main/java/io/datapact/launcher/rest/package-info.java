/** Speaks to a node's REST interface over HTTPS, with the consortium's root pinned. */
package io.datapact.launcher.rest;
