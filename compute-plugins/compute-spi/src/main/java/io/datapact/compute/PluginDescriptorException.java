package io.datapact.compute;

/** A plugin's descriptor is missing or not well-formed; its plugin is not used. */
public final class PluginDescriptorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With file, expected and found. */
    public PluginDescriptorException(String message) {
        super(message);
    }

    /** With what lies below it. */
    public PluginDescriptorException(String message, Throwable cause) {
        super(message, cause);
    }
}
