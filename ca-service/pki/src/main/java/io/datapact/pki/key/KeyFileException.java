package io.datapact.pki.key;

/** A key store or passphrase file on this machine cannot be used; the message says which, why, and what to do. */
public final class KeyFileException extends RuntimeException {

    public KeyFileException(String message) {
        super(message);
    }

    public KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
