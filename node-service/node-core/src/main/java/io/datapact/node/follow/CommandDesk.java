package io.datapact.node.follow;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.identity.Signer;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;

/**
 * Signs commands and hands them in. What may have happened is looked up under the same digest before anything is signed
 * again, so that nothing is done twice.
 */
public final class CommandDesk {
    /** How often the same signed command is handed in while its fate is open or the ledger is busy. */
    public static final int MOST_ATTEMPTS = 20;

    private static final long PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Ledger ledger;
    private final CommandSigner signer;

    /** A desk at a ledger. */
    public CommandDesk(Ledger ledger, CommandSigner signer) {
        this.ledger = ledger;
        this.signer = signer;
    }

    /** Makes the signed commands. */
    public CommandSigner signer() {
        return signer;
    }

    /** Signs a command and hands it in. */
    public Filed file(Signer with, Command command) throws InterruptedException {
        Dsse.Envelope envelope = signer.sign(with, command);
        SignedCommand signed = SignedCommand.of(envelope.encode());
        return new Filed(signed, submit(signed));
    }

    /**
     * Hands a signed command in, again and again while it is safe and open.
     *
     * @throws InterruptedException if the thread is asked to end; the command may stand
     */
    public SubmitOutcome submit(SignedCommand command) throws InterruptedException {
        long pause = PAUSE_MILLIS;
        SubmitOutcome outcome = ledger.submit(command);
        for (int attempt = 1; attempt < MOST_ATTEMPTS && open(outcome); attempt++) {
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            outcome = ledger.submit(command);
        }
        return outcome;
    }

    private static boolean open(SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Committed c -> false;
            case SubmitOutcome.Rejected r -> false;
            case SubmitOutcome.Conflicted c -> true;
            case SubmitOutcome.Unknown u -> true;
        };
    }

    /**
     * A command that was handed in.
     *
     * @param command the signed command; its payload digest names it
     * @param outcome what became of it
     */
    public record Filed(SignedCommand command, SubmitOutcome outcome) {
        /** Whether it stands on the ledger. */
        public boolean committed() {
            return outcome instanceof SubmitOutcome.Committed;
        }
    }
}
