package io.datapact.compute;

import io.datapact.contract.codec.Json.JsonObject;

/** Takes statements for this party's evidence log, written before the call returns. Safe for several threads. */
@FunctionalInterface
public interface EvidenceSink {
    /**
     * Records a statement: rounds, protocol, sizes that are already known to all. Never row values or shares.
     *
     * @param kind short name of {@code a-z 0-9 -}, such as {@code intersection-done}
     * @param statement what is stated
     * @throws RunFailedException CANCELLED if the evidence cannot be written; the run must end
     */
    void record(String kind, JsonObject statement);
}
