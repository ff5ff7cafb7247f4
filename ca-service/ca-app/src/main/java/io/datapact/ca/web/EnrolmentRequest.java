package io.datapact.ca.web;

/**
 * Body of {@code POST /v1/enrolments}.
 *
 * @param token the one-time secret
 * @param csr   PKCS#10 request in PEM
 */
public record EnrolmentRequest(String token, String csr) {

    public EnrolmentRequest {
        Fields.require("token", token);
        Fields.require("csr", csr);
    }

    @Override
    public String toString() {
        return "EnrolmentRequest[token hidden]";
    }
}
