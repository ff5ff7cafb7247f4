package io.datapact.ca.web;

import java.util.List;

/**
 * Answer to {@code POST /v1/enrolments}.
 *
 * @param serial serial of the new certificate, in hexadecimal
 * @param chain  the new certificate, then its intermediate, each in PEM
 */
public record EnrolmentAnswer(String serial, List<String> chain) {}
