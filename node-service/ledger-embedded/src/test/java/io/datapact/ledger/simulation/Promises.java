package io.datapact.ledger.simulation;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.ledger.chain.Chain;
import io.datapact.node.ledger.SubmitOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What was answered about commands, and whether it is kept. */
final class Promises {
    private final Consumer<String> fail;
    private final Map<Digest, Long> committed = new LinkedHashMap<>();
    private final Map<Digest, Long> unanswered = new HashMap<>();
    private final Map<Digest, Long> arrivals = new HashMap<>();
    private final Map<Long, Set<Digest>> signed = new HashMap<>();
    private final Map<Long, Digest> refused = new LinkedHashMap<>();
    private final List<Intent> intents = new ArrayList<>();
    private long acceptedAfterRefusal;

    Promises(Consumer<String> fail) {
        this.fail = fail;
    }

    /** Commands that somebody was told are committed. */
    long committed() {
        return committed.size();
    }

    /** Wishes whose client was told of a refusal. */
    long refused() {
        return refused.size();
    }

    /** Refused commands of which a copy that came later was accepted. */
    long acceptedAfterRefusal() {
        return acceptedAfterRefusal;
    }

    void wished(Intent intent) {
        intents.add(intent);
    }

    /** A copy of a command reached the host. */
    void arrived(Digest command) {
        arrivals.merge(command, 1L, Long::sum);
        unanswered.merge(command, 1L, Long::sum);
    }

    /** The host answered a copy. */
    void answered(Digest command, SubmitOutcome outcome) {
        switch (outcome) {
            case SubmitOutcome.Committed receipt -> commit(command, receipt.position());
            case SubmitOutcome.Rejected r -> unanswered.merge(command, -1L, Long::sum);
            case SubmitOutcome.Conflicted c -> unanswered.merge(command, -1L, Long::sum);
            case SubmitOutcome.Unknown u -> {}
        }
    }

    /** A client was told what became of its wish. */
    void told(Intent intent, SubmitOutcome outcome) {
        signed(intent);
        if (outcome instanceof SubmitOutcome.Committed receipt) {
            commit(intent.signed().payloadDigest(), receipt.position());
        } else if (outcome instanceof SubmitOutcome.Rejected) {
            refused.put(intent.number(), intent.signed().payloadDigest());
        }
    }

    /** All that was answered as committed stands where it was said to. */
    void requireKept(Chain chain) {
        committed.forEach((command, position) -> {
            Optional<Long> stands = chain.receipt(command).map(SubmitOutcome.Committed::position);
            if (!stands.equals(Optional.of(position))) {
                fail.accept("lost: command " + command + " was committed at " + position + ", now " + stands);
            }
        });
    }

    /** Nothing is under way any more. */
    void atRest(List<LogEntry> entries) {
        Map<String, Long> log = new HashMap<>();
        for (LogEntry entry : entries) {
            if (log.put(entry.transactionId(), entry.position()) != null) {
                fail.accept("doubled: command " + entry.transactionId());
            }
        }
        log.keySet().forEach(this::requireNotRefusedAlone);
        for (Intent intent : intents) {
            signed(intent);
            if (!intent.settled()) {
                fail.accept("wish " + intent.number() + " is not settled");
            }
            requireOnce(intent, log.keySet());
        }
    }

    private void requireNotRefusedAlone(String transaction) {
        Digest command = new Digest(transaction);
        if (!committed.containsKey(command) && unanswered.getOrDefault(command, 0L) <= 0) {
            fail.accept("command " + command + " stands, though every copy of it was refused");
        }
    }

    private void requireOnce(Intent intent, Set<String> log) {
        List<Digest> standing = signed.get(intent.number()).stream()
                .filter(command -> log.contains(command.value()))
                .toList();
        if (standing.size() > 1) {
            fail.accept("doubled: wish " + intent.number() + " stands " + standing.size() + " times");
        }
        Optional<Digest> refusal = Optional.ofNullable(refused.get(intent.number()));
        if (refusal.isPresent() && !standing.isEmpty()) {
            if (!standing.contains(refusal.get()) || arrivals.get(refusal.get()) < 2) {
                fail.accept("wish " + intent.number() + " stands, though its client was told that it is refused");
            }
            acceptedAfterRefusal++;
        }
    }

    private void signed(Intent intent) {
        signed.computeIfAbsent(intent.number(), n -> new HashSet<>())
                .add(intent.signed().payloadDigest());
    }

    private void commit(Digest command, long position) {
        Long before = committed.putIfAbsent(command, position);
        if (before != null && before != position) {
            fail.accept("doubled: command " + command + " was committed at " + before + " and at " + position);
        }
    }
}
