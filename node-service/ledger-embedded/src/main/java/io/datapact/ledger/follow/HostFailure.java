package io.datapact.ledger.follow;

import io.grpc.Status;
import java.util.Optional;

/** A failed call in words that say what to do. */
final class HostFailure {
    /** Deepest chain of causes looked at. */
    private static final int MAXIMUM_CAUSES = 16;

    private HostFailure() {}

    static String describe(Status status) {
        String said = words(status);
        return switch (status.getCode()) {
            case UNAVAILABLE ->
                "the ledger's host cannot be reached (" + said
                        + "); see that it runs at this address, and that this node's"
                        + " TLS certificate comes from a root that the host trusts";
            case PERMISSION_DENIED, UNAUTHENTICATED -> "the ledger's host does not admit this node: " + said;
            case DEADLINE_EXCEEDED -> "the ledger's host did not answer in time";
            default -> "the ledger's host answered " + status.getCode() + " (" + said + ")";
        };
    }

    /** Whether trying again cannot help until somebody changes something. */
    static boolean isRefusal(Status status) {
        return switch (status.getCode()) {
            case PERMISSION_DENIED, UNAUTHENTICATED, UNIMPLEMENTED -> true;
            default -> false;
        };
    }

    /** The first line of the status, and the message of its deepest cause, which names what failed. */
    private static String words(Status status) {
        String description = Optional.ofNullable(status.getDescription()).orElse("no further word");
        String first = description.lines().findFirst().orElse(description);
        return deepest(status.getCause())
                .flatMap(cause -> Optional.ofNullable(cause.getMessage()))
                .map(message -> first + ": " + message)
                .orElse(first);
    }

    private static Optional<Throwable> deepest(Throwable cause) {
        Optional<Throwable> deepest = Optional.ofNullable(cause);
        for (int i = 0; i < MAXIMUM_CAUSES && deepest.isPresent(); i++) {
            Optional<Throwable> below = deepest.map(Throwable::getCause);
            if (below.isEmpty()) {
                return deepest;
            }
            deepest = below;
        }
        return deepest;
    }
}
