package io.datapact.pki.certificate;

/** A text is not the PEM, or a block not the DER, that was asked for; the message says what was expected and found. */
public final class PemException extends IllegalArgumentException {

    public PemException(String message) {
        super(message);
    }

    public PemException(String message, Throwable cause) {
        super(message, cause);
    }
}
