package io.datapact.ledger.simulation;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.follow.ForgedMessages;
import io.datapact.ledger.wire.FollowReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that a lying host makes of honest ones: the checkpoint fits whatever the entries say. */
final class Doctored {
    private static final long AHEAD_MILLIS = 10 * 60_000;

    private final ForgedMessages forged = new ForgedMessages(SimulatedConsortium.FIXTURE.logSigner());
    private final Chain honest;
    private final Lie lie;

    Doctored(Chain honest, Lie lie) {
        this.honest = honest;
        this.lie = lie;
    }

    /** Whether a message has what the lie needs. */
    boolean fits(FollowReply message) {
        boolean two = lie == Lie.DROPS || lie == Lie.REORDERS;
        return message.getEntriesCount() >= (two ? 2 : 1);
    }

    /** What is said instead of the entries up to a size. */
    FollowReply of(FollowReply message, long size) {
        int from = Math.toIntExact(size) - message.getEntriesCount();
        List<LogEntry> log = new ArrayList<>();
        for (int position = 0; position < size; position++) {
            log.add(honest.update(position).entry());
        }
        List<LogEntry> told = switch (lie) {
            case DROPS -> without(log, from);
            case REORDERS -> swapped(log);
            case REPEATS -> with(log, log.size(), log.get(from - 1));
            case CHANGES_WRITES -> replaced(log, rewritten(log.getLast()));
            case POST_DATES -> replaced(log, dated(log.getLast(), log.getLast().time() + AHEAD_MILLIS));
            case BACK_DATES ->
                replaced(log, dated(log.getLast(), log.get(log.size() - 2).time() - 1));
            case SIGNS_ANOTHER_STATE -> log;
            case FORKS, FORKS_AND_JOINS, ROLLS_BACK, REWRITES ->
                throw new IllegalArgumentException("not a matter of one message: " + lie);
        };
        return lie == Lie.SIGNS_ANOTHER_STATE ? otherState(told, from) : forged.of(numbered(told), from);
    }

    private FollowReply otherState(List<LogEntry> log, int from) {
        String origin = SimulatedConsortium.FIXTURE.logSigner().key().name();
        return forged.of(
                log,
                from,
                StateRoot.commit(
                        origin,
                        log.size(),
                        ForgedMessages.root(log),
                        ForgedMessages.state(log.subList(0, log.size() - 1))));
    }

    private static List<LogEntry> without(List<LogEntry> log, int position) {
        List<LogEntry> told = new ArrayList<>(log);
        told.remove(position);
        return told;
    }

    private static List<LogEntry> swapped(List<LogEntry> log) {
        List<LogEntry> told = new ArrayList<>(log);
        LogEntry last = told.removeLast();
        told.add(told.size() - 1, last);
        return told;
    }

    private static List<LogEntry> with(List<LogEntry> log, int position, LogEntry entry) {
        List<LogEntry> told = new ArrayList<>(log);
        told.add(position, dated(entry, log.getLast().time()));
        return told;
    }

    private static List<LogEntry> replaced(List<LogEntry> log, LogEntry last) {
        List<LogEntry> told = new ArrayList<>(log.subList(0, log.size() - 1));
        told.add(last);
        return told;
    }

    private static LogEntry dated(LogEntry entry, long time) {
        return new LogEntry(entry.position(), time, entry.transactionId(), entry.envelope(), entry.writes());
    }

    private static LogEntry rewritten(LogEntry entry) {
        List<Write> writes = new ArrayList<>(entry.writes());
        writes.set(0, new Write(writes.getFirst().key(), Optional.of("{}")));
        return new LogEntry(entry.position(), entry.time(), entry.transactionId(), entry.envelope(), writes);
    }

    private static List<LogEntry> numbered(List<LogEntry> log) {
        List<LogEntry> told = new ArrayList<>();
        for (LogEntry entry : log) {
            told.add(new LogEntry(told.size(), entry.time(), entry.transactionId(), entry.envelope(), entry.writes()));
        }
        return told;
    }
}
