package io.datapact.contract.golden;

import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.TxContext;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line of a golden history, in canonical JSON.
 *
 * @param envelope    the DSSE envelope's bytes as UTF-8 text: a command's, in the first line the genesis, later that of a
 *                    recovery
 * @param time        transaction time, millis since the epoch
 * @param transaction transaction id
 * @param outcome     ACCEPTED or the reason's code
 * @param detail      of a refusal; empty where it was accepted
 * @param events      {@code <type> <subject>} each; none where it was refused
 * @param state       digest of the state afterwards
 */
record GoldenStep(
        String envelope,
        long time,
        String transaction,
        String outcome,
        String detail,
        List<String> events,
        Digest state) {
    static final String ACCEPTED = "ACCEPTED";

    GoldenStep {
        events = List.copyOf(events);
    }

    static GoldenStep of(byte[] envelope, TxContext tx, Decision decision, Digest state) {
        String text = new String(envelope, StandardCharsets.UTF_8);
        return switch (decision) {
            case Decision.Accepted(var writes, var events) ->
                new GoldenStep(
                        text,
                        tx.time(),
                        tx.transactionId(),
                        ACCEPTED,
                        "",
                        events.stream()
                                .map(event -> event.type() + " " + event.subject())
                                .toList(),
                        state);
            case Decision.Rejected(var reason, String detail) ->
                new GoldenStep(text, tx.time(), tx.transactionId(), reason.name(), detail, List.of(), state);
        };
    }

    byte[] bytes() {
        return envelope.getBytes(StandardCharsets.UTF_8);
    }

    TxContext tx() {
        return new TxContext(time, transaction);
    }
}
