package io.datapact.node.peer;

import java.util.Objects;

/** What a node answers to another's message. */
public sealed interface PeerAnswer {
    /** Longest reason, in characters. */
    int MAXIMUM_REASON = 80;

    /** Longest detail, in characters. */
    int MAXIMUM_DETAIL = 500;

    /** The answer; its meaning is the message's. */
    final class Given implements PeerAnswer {
        private final byte[] content;

        /**
         * An answer.
         *
         * @param content owned by the answer from now on
         */
        public Given(byte[] content) {
            this.content = Objects.requireNonNull(content, "content");
        }

        /** The content, the caller's own copy. */
        public byte[] content() {
            return content.clone();
        }
    }

    /**
     * No. From another node it is untrusted text.
     *
     * @param reason a code in capitals, such as one of the contract's reasons
     * @param detail expected and found; cut at 500 characters
     */
    record Refused(String reason, String detail) implements PeerAnswer {
        /** Cuts what is too long. */
        public Refused {
            reason = reason.substring(0, Math.min(reason.length(), MAXIMUM_REASON));
            detail = detail.substring(0, Math.min(detail.length(), MAXIMUM_DETAIL));
        }
    }

    /** An answer that says no more than that the message was taken. */
    static PeerAnswer taken() {
        return new Given(new byte[0]);
    }
}
