package io.datapact.ledger.work;

import java.time.Duration;

/** A daemon thread that takes turns. */
final class ThreadWorker implements Worker {
    /** How often a turn looks whether it shall be the last. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Turns turns;
    private final Thread thread;

    private ThreadWorker(String name, Turns turns) {
        this.turns = turns;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    static Worker start(String name, Turns turns) {
        ThreadWorker worker = new ThreadWorker(name, turns);
        worker.thread.start();
        return worker;
    }

    @Override
    public void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = turns.next(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turns.end();
        }
    }
}
