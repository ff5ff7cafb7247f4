package io.datapact.node.peer;

import java.util.Optional;

/**
 * Which nodes this one talks to outside a run's channels, whoever of the two calls: asked anew for each call, since
 * connections outlive revocations. Does not throw. Thread-safe.
 */
@FunctionalInterface
public interface PeerAdmission {
    /**
     * Judges the other end of a connection.
     *
     * @return why it is not talked to, or empty
     */
    Optional<PeerAnswer.Refused> refuses(PeerIdentity peer);
}
