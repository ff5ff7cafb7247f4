package io.datapact.ledger.log;

/** Takes the entries that a log holds when it is opened, in order. */
@FunctionalInterface
public interface EntrySink {
    /** One entry; the array becomes the taker's. */
    void accept(long position, byte[] entry);
}
