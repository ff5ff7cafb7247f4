package io.datapact.ledger.chain;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Two ascending sequences of different keys as one. */
final class Merged implements Iterator<Snapshot.Held> {
    private final Iterator<Snapshot.Held> one;
    private final Iterator<Snapshot.Held> other;
    private Optional<Snapshot.Held> first;
    private Optional<Snapshot.Held> second;

    Merged(Iterator<Snapshot.Held> one, Iterator<Snapshot.Held> other) {
        this.one = one;
        this.other = other;
        this.first = next(one);
        this.second = next(other);
    }

    @Override
    public boolean hasNext() {
        return first.isPresent() || second.isPresent();
    }

    @Override
    public Snapshot.Held next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        boolean ofOne = second.isEmpty()
                || (first.isPresent()
                        && first.get().key().compareTo(second.get().key()) < 0);
        Snapshot.Held found = (ofOne ? first : second).orElseThrow();
        if (ofOne) {
            first = next(one);
        } else {
            second = next(other);
        }
        return found;
    }

    private static Optional<Snapshot.Held> next(Iterator<Snapshot.Held> of) {
        return of.hasNext() ? Optional.of(of.next()) : Optional.empty();
    }
}
