package io.datapact.ledger.local;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Authentication;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.ledger.SubmitOutcome;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the submitting threads do before a command's turn comes: they read it, find the receipt if it stands on the
 * ledger already, and verify its signature, so that the sequencer need not.
 */
final class CommandIntake {
    private final Chain chain;
    private final RuleBook rules;
    private final Clock clock;
    private final Sequencer sequencer;

    CommandIntake(Chain chain, RuleBook rules, Clock clock, Sequencer sequencer) {
        this.chain = chain;
        this.rules = rules;
        this.clock = clock;
        this.sequencer = sequencer;
    }

    /** Takes an envelope of any bytes; the outcome is completed when its fate is known. */
    CompletableFuture<SubmitOutcome> submit(byte[] bytes) {
        return switch (Dsse.Envelope.parse(bytes)) {
            case Parsed.Malformed<Dsse.Envelope>(String path, String detail) ->
                CompletableFuture.completedFuture(new SubmitOutcome.Rejected(Reason.MALFORMED, path + ": " + detail));
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope) -> submitUnlessDamaged(bytes, envelope);
        };
    }

    /** A state that is found to have been changed on disk ends the chain: nothing is ordered in it. */
    private CompletableFuture<SubmitOutcome> submitUnlessDamaged(byte[] bytes, Dsse.Envelope envelope) {
        try {
            return submit(bytes, envelope);
        } catch (LogDamagedException e) {
            String over = chain.ended().orElseThrow(() -> e);
            return CompletableFuture.completedFuture(new SubmitOutcome.Conflicted(over));
        }
    }

    private CompletableFuture<SubmitOutcome> submit(byte[] bytes, Dsse.Envelope envelope) {
        Digest command = envelope.payloadDigest();
        Optional<SubmitOutcome> known = known(command);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        ReplicaView view = chain.view();
        TxContext context = new TxContext(Math.max(clock.millis(), view.time()), command.value());
        Authentication authentication = rules.authenticate(bytes, view.state(), context);
        if (authentication instanceof Authentication.Refused(Decision.Rejected rejected)
                && isFinal(rejected.reason())) {
            return CompletableFuture.completedFuture(new SubmitOutcome.Rejected(rejected.reason(), rejected.detail()));
        }
        CompletableFuture<SubmitOutcome> outcome = new CompletableFuture<>();
        sequencer.submit(new Submission(Bytes.of(bytes), command, authentication, outcome));
        return outcome;
    }

    /** What became of a command that stands on the ledger; its receipt's time is in its entry. */
    private Optional<SubmitOutcome> known(Digest command) {
        try {
            return chain.receipt(command).map(SubmitOutcome.class::cast);
        } catch (LedgerUnavailableException e) {
            return Optional.of(new SubmitOutcome.Unknown(
                    command,
                    "the command stands on the ledger, but its entry is archived and cannot be read at the host now; ask"
                            + " again later"));
        }
    }

    /** Whether no state can make the command good, so that it needs no turn. */
    private static boolean isFinal(Reason reason) {
        return reason == Reason.MALFORMED || reason == Reason.WRONG_NETWORK;
    }
}
