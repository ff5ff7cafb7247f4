package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.Event;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateView;
import java.util.List;

/**
 * Replays one entry: whoever wrote it, its command must be signed, the rules must accept it in the state before, and the
 * write set must be the one that the rules give.
 */
public final class EntryCheck {
    private final GenesisEntry genesis;
    private final RuleBook rules;

    /** For one network. */
    public EntryCheck(GenesisEntry genesis, RuleBook rules) {
        this.genesis = genesis;
        this.rules = rules;
    }

    /** What a check comes to. */
    public sealed interface Verdict {
        /** The entry follows from its command and the state before. */
        record Holds(List<Event> events) implements Verdict {}

        /** It does not; the detail says what was expected and what was found. */
        record Fails(String detail) implements Verdict {}
    }

    /** The network's genesis. */
    public GenesisEntry genesis() {
        return genesis;
    }

    /**
     * Checks an entry.
     *
     * @param position where it must stand
     * @param lastTime time of the entry before
     * @param before   the state before
     */
    public Verdict check(LogEntry entry, long position, long lastTime, StateView before) {
        if (entry.position() != position) {
            return fails("position " + position, String.valueOf(entry.position()));
        }
        if (position == 0) {
            return checkGenesis(entry);
        }
        if (entry.time() < lastTime) {
            return fails("a time of at least " + lastTime, String.valueOf(entry.time()));
        }
        return switch (Dsse.Envelope.parse(entry.envelope().toBytes())) {
            case Parsed.Malformed<Dsse.Envelope>(String path, String detail) ->
                fails("a DSSE envelope", "one malformed at '" + path + "': " + detail);
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope) -> checkCommand(entry, envelope, before);
        };
    }

    private Verdict checkGenesis(LogEntry entry) {
        return entry.equals(genesis.entry())
                ? new Verdict.Holds(
                        List.of(new Event("network-founded", genesis.network().value())))
                : fails("the genesis of network " + genesis.network(), "transaction " + entry.transactionId());
    }

    private Verdict checkCommand(LogEntry entry, Dsse.Envelope envelope, StateView before) {
        Digest digest = envelope.payloadDigest();
        if (!entry.transactionId().equals(digest.value())) {
            return fails("transaction id " + digest, entry.transactionId());
        }
        if (before.get(CommandKeys.outcome(digest).path()).isPresent()) {
            return fails("each command once", "a second entry of command " + digest);
        }
        TxContext context = new TxContext(entry.time(), entry.transactionId());
        return switch (rules.apply(entry.envelope().toBytes(), before, context)) {
            case Decision.Rejected rejected ->
                fails(
                        "a command that the rules accept",
                        "one refused as " + rejected.reason() + ": " + rejected.detail());
            case Decision.Accepted accepted ->
                accepted.writes().equals(entry.writes())
                        ? new Verdict.Holds(accepted.events())
                        : fails(
                                "the " + accepted.writes().size() + " writes that the rules give",
                                entry.writes().size() + " writes, not the same");
        };
    }

    private static Verdict fails(String expected, String found) {
        return new Verdict.Fails("expected " + expected + ", found " + found);
    }
}
