package io.datapact.contract.state;

import java.util.Optional;

/**
 * The state as it stood before the command: single-key reads only. A view never shows what the command itself is about
 * to write (Fabric behaves so).
 */
@FunctionalInterface
public interface StateView {
    /** The bytes kept under a key, or nothing. The caller must not change the array. */
    Optional<byte[]> get(String key);
}
