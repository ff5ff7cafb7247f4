package io.datapact.audit;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.Outcome.Posting;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes write sets as a wrong producer would. */
final class Forgery {
    private Forgery() {}

    static <T extends Record> Write put(StateKey<T> key, T record) {
        return new Write(key.path(), Optional.of(text(key.type(), record)));
    }

    /** The writes with one record changed. */
    static <T extends Record> List<Write> change(List<Write> writes, StateKey<T> key, UnaryOperator<T> change) {
        return writes.stream()
                .map(write -> write.key().equals(key.path())
                        ? put(key, change.apply(record(key.type(), write.value().orElseThrow())))
                        : write)
                .toList();
    }

    /** An outcome with another amount in one posting. */
    static Outcome repost(Outcome outcome, String cause, String to, long amount) {
        List<Posting> postings = outcome.postings().stream()
                .map(posting -> posting.cause().equals(cause) && posting.to().equals(new MemberId(to))
                        ? new Posting(posting.to(), amount, cause, posting.from())
                        : posting)
                .toList();
        return new Outcome(outcome.kind(), outcome.row(), postings, outcome.at());
    }

    /** An outcome with one unit of a share paid to another member. */
    static Outcome moveShare(Outcome outcome, String from, String to) {
        List<Posting> postings = new ArrayList<>();
        for (Posting posting : outcome.postings()) {
            boolean share = posting.cause().equals("share") && posting.to().equals(new MemberId(from));
            postings.add(share ? new Posting(posting.to(), posting.amount() - 1, "share", posting.from()) : posting);
            if (share) {
                postings.add(new Posting(new MemberId(to), 1, "share", posting.from()));
            }
        }
        return new Outcome(outcome.kind(), outcome.row(), postings, outcome.at());
    }

    static Pay add(Pay pay, long amount) {
        return new Pay(pay.member(), pay.amount() + amount, pay.collected());
    }

    private static <T extends Record> T record(Class<T> type, String text) {
        return switch (RecordCodec.of(type).decode(text.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T> malformed ->
                throw new IllegalStateException("expected a record of the ledger, found " + malformed);
        };
    }

    private static <T extends Record> String text(Class<T> type, T record) {
        return new String(RecordCodec.of(type).encode(record), StandardCharsets.UTF_8);
    }
}
