/** The way in: REST with JSON over TLS, bounded bodies, the operator's secret where it is needed, one form of errors. */
package io.datapact.ca.web;
