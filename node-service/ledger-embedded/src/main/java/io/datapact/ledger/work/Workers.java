package io.datapact.ledger.work;

/** Gives work to workers. */
@FunctionalInterface
public interface Workers {
    /**
     * Has turns taken from now on, until one says that it was the last.
     *
     * @param name of the work, for whoever looks at threads
     */
    Worker start(String name, Turns turns);

    /** A platform thread for each. */
    static Workers threads() {
        return ThreadWorker::start;
    }
}
