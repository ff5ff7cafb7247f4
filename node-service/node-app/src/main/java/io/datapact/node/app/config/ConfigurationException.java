package io.datapact.node.app.config;

/** The configuration cannot be used; the message names key or file, what was expected and what was found. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says it in a sentence. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** With the failure below it. */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
