package io.datapact.ledger.local;

/** Hears when a crash point is reached. */
@FunctionalInterface
public interface CrashPoints {
    /** Called on the writing thread, which waits for the return. */
    void reached(CrashPoint point);

    /** Nobody listens. */
    static CrashPoints none() {
        return point -> {};
    }
}
