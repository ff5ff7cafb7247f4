package io.datapact.ledger.simulation;

/** What a host does that holds the log's key and is not honest. */
enum Lie {
    /** Shows some members one log and the others another, for ever. */
    FORKS,
    /** As before, and later shows one of them the other log. */
    FORKS_AND_JOINS,
    /** Comes up with an older copy of its log. */
    ROLLS_BACK,
    /** Comes up with an older copy, to which it has added other entries than those that it showed. */
    REWRITES,
    /** Leaves an entry out, and numbers the others anew. */
    DROPS,
    /** Lets two entries change places. */
    REORDERS,
    /** Sends a command a second time. */
    REPEATS,
    /** Changes what an entry writes. */
    CHANGES_WRITES,
    /** Dates an entry ten minutes ahead. */
    POST_DATES,
    /** Dates an entry before the one before it. */
    BACK_DATES,
    /** Signs a state that the entries do not give. */
    SIGNS_ANOTHER_STATE
}
