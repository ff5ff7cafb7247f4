package io.datapact.node.history;

import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.state.StateReader;

/** The key that signs the ledger's checkpoints. */
final class LogKeys {
    private LogKeys() {}

    /** The key of the genesis, which replicas hold the host to. */
    static NoteKey of(StateReader state) {
        return state.read(MemberKeys.GENESIS)
                .map(genesis -> new NoteKey(
                        genesis.authority().origin(), genesis.authority().key()))
                .orElseThrow(() -> new IllegalStateException("expected a genesis on the ledger, found none"));
    }
}
