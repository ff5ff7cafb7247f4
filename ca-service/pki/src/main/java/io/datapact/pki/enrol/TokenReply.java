package io.datapact.pki.enrol;

/** The authority's answer to a request for a token. */
public sealed interface TokenReply {

    /**
     * Granted.
     *
     * @param token one-time secret; hand it to the person or machine that enrols
     */
    record Granted(String token) implements TokenReply {
        @Override
        public String toString() {
            return "Granted[hidden]";
        }
    }

    /**
     * Refused.
     *
     * @param reason the authority's reason code
     * @param detail expected and found, for people
     */
    record Refused(String reason, String detail) implements TokenReply {}
}
