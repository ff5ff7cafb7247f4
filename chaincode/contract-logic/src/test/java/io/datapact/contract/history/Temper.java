package io.datapact.contract.history;

/** How a member behaves. */
enum Temper {
    /** Does what is next, in time. */
    HONEST,
    /** Forgets, is late, repeats itself, sends what is out of date. */
    CARELESS,
    /** Withholds, lies, replays, forges, signs for others. */
    MALICIOUS
}
