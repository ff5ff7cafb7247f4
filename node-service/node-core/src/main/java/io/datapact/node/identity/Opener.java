package io.datapact.node.identity;

import java.util.Optional;

/** Opens what was encrypted to this node's certificate. */
@FunctionalInterface
public interface Opener {
    /**
     * Opens a CMS message.
     *
     * @param cms untrusted; not kept
     * @return the content, the caller's own, or empty if it is not for this node or was altered
     */
    Optional<byte[]> open(byte[] cms);
}
