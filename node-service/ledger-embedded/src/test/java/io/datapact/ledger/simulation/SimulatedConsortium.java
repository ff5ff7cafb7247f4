package io.datapact.ledger.simulation;

import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.ledger.verify.NativeSignatures;

/** The network of all simulations: the same keys always, so that a seed gives the same bytes everywhere. */
final class SimulatedConsortium {
    static final ConsortiumFixture FIXTURE = ConsortiumFixture.fixed("simulation");
    static final GenesisEntry GENESIS = GenesisEntry.of(FIXTURE.genesis());

    /** One for all machines: what a signature comes to is remembered across their restarts, for speed alone. */
    static final CommandVerification VERIFICATION =
            new CommandVerification(new JcaSignatureVerifier(NativeSignatures.provider()));

    private SimulatedConsortium() {}
}
