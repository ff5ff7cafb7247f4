/** Who may ask: one-time enrolment tokens, each bound to one member, role, handle and set of names. */
package io.datapact.ca.token;
