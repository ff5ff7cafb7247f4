/** How a member gets its certificates: the client of the certificate authority's enrolment service. */
package io.datapact.pki.enrol;
