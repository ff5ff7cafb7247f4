/** Enrolment, policy, issuing, revocation; Spring Boot. Nothing in this package is null. */
package io.datapact.ca;
