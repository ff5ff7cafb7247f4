package io.datapact.ledger.simulation;

import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time: what is to happen, in order, and the one source of chance. Times are microseconds from the beginning. */
final class Scheduler {
    static final long MILLI = 1_000;
    static final long SECOND = 1_000 * MILLI;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Random random;
    private long now;
    private long numbers;
    private long done;

    Scheduler(long seed) {
        this.random = new Random(seed);
    }

    private record Event(long time, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return time == other.time ? Long.compare(number, other.number) : Long.compare(time, other.time);
        }
    }

    long now() {
        return now;
    }

    /** Events that have happened. */
    long done() {
        return done;
    }

    void after(long delay, Runnable action) {
        events.add(new Event(now + delay, numbers++, action));
    }

    /** Lets the next thing happen, unless it comes after a time; false then. */
    boolean step(long until) {
        if (events.isEmpty() || events.peek().time() > until) {
            now = Math.max(now, until);
            return false;
        }
        Event next = events.remove();
        now = next.time();
        done++;
        next.action().run();
        return true;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to but without the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From one time to but without another. */
    long between(long from, long to) {
        return from + (long) (random.nextDouble() * (to - from));
    }

    /** With a given mean, mostly shorter, sometimes much longer. */
    long around(long mean) {
        return (long) (-Math.log(1 - random.nextDouble()) * mean);
    }
}
