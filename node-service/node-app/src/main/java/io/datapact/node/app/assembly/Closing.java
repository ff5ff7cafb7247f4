package io.datapact.node.app.assembly;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be closed, the newest first, all of it even if some of it fails. */
final class Closing implements AutoCloseable {
    private final Deque<Runnable> open = new ArrayDeque<>();

    /** Keeps how to close a part. */
    <T> T add(T part, Runnable close) {
        open.push(close);
        return part;
    }

    @Override
    public void close() {
        if (!open.isEmpty()) {
            try {
                open.pop().run();
            } finally {
                close();
            }
        }
    }
}
