package io.datapact.ledger.verify;

import java.security.Provider;
import java.util.Optional;

/**
 * Conscrypt's signatures where its native library loads: several times faster than the JDK's. Used by name, never
 * installed for the whole process.
 */
public final class NativeSignatures {
    private static final String PROVIDER = "org.conscrypt.OpenSSLProvider";

    private NativeSignatures() {}

    /** The provider, or empty where it is not on the class path or has no library for this machine. */
    public static Optional<Provider> provider() {
        try {
            Class<? extends Provider> conscrypt = Class.forName(PROVIDER).asSubclass(Provider.class);
            return Optional.of(conscrypt.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            return Optional.empty();
        }
    }
}
