package io.datapact.pki.enrol;

/** The certificate authority cannot be reached, or answers what no authority of ours would; nothing is to be trusted. */
public final class EnrolmentException extends RuntimeException {

    public EnrolmentException(String message) {
        super(message);
    }

    public EnrolmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
