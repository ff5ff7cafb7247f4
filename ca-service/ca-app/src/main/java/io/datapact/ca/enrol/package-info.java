/** Enrolment itself: the one place where asking, policy, signing and recording meet. */
package io.datapact.ca.enrol;
