package io.datapact.ledger.simulation;

import io.datapact.contract.command.Command;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.node.ledger.SignedCommand;

/** Something that a client wants done once: it keeps the signed command until it knows what became of it. */
final class Intent {
    private final long number;
    private final TestIdentity signer;
    private final Command command;
    private SignedCommand signed;
    private boolean settled;

    Intent(long number, TestIdentity signer, Command command, SignedCommand signed) {
        this.number = number;
        this.signer = signer;
        this.command = command;
        this.signed = signed;
    }

    long number() {
        return number;
    }

    TestIdentity signer() {
        return signer;
    }

    Command command() {
        return command;
    }

    SignedCommand signed() {
        return signed;
    }

    /** What no client may do: sign the same anew. */
    void signAnew(SignedCommand other) {
        signed = other;
    }

    void settle() {
        settled = true;
    }

    boolean settled() {
        return settled;
    }
}
