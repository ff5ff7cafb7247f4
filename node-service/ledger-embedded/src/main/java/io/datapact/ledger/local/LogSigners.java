package io.datapact.ledger.local;

import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import java.util.Arrays;
import java.util.Optional;

/** The private keys that a host holds: the one in force, and before a change of keys the next one. */
@FunctionalInterface
public interface LogSigners {
    /** What signs as a key, if the host holds it. */
    Optional<NoteSigner> of(NoteKey key);

    /** Of such keys and no others. */
    static LogSigners only(NoteSigner... signers) {
        return key -> Arrays.stream(signers)
                .filter(signer -> signer.key().equals(key))
                .findFirst();
    }
}
