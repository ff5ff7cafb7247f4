package io.datapact.ledger.simulation;

import io.datapact.ledger.work.Turns;
import io.datapact.ledger.work.Worker;
import io.datapact.ledger.work.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Takes a program's turns one at a time, when the scheduler says so. */
final class SimulatedWorkers implements Workers {
    private final Map<String, TurnTaker> takers = new TreeMap<>();

    @Override
    public Worker start(String name, Turns turns) {
        TurnTaker taker = new TurnTaker(turns);
        takers.put(name, taker);
        return taker;
    }

    /** Takes the next turn of some work, unless there was a last one. */
    void take(String name) {
        takers.get(name).take();
    }

    private static final class TurnTaker implements Worker {
        private final Turns turns;
        private boolean ended;

        TurnTaker(Turns turns) {
            this.turns = turns;
        }

        void take() {
            try {
                if (!ended && !turns.next(Duration.ZERO)) {
                    ended = true;
                    turns.end();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a simulation", e);
            }
        }

        @Override
        public void awaitEnd() {
            while (!ended) {
                take();
            }
        }
    }
}
