package io.datapact.node.run;

import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.state.StateReader;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.peer.PeerAdmission;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Admits nodes whose TLS certificate this node's own replica holds as registered for that very node, in force and not
 * revoked.
 */
public final class RegisteredPeers implements PeerAdmission {
    private final Replica replica;
    private final InstantSource clock;

    /** Looks certificates up in a replica. */
    public RegisteredPeers(Replica replica, InstantSource clock) {
        this.replica = replica;
        this.clock = clock;
    }

    @Override
    public Optional<PeerAnswer.Refused> refuses(PeerIdentity peer) {
        try {
            return refusal(replica.view(), peer)
                    .map(refusal -> new PeerAnswer.Refused(refusal.reason().name(), refusal.detail()));
        } catch (LedgerUnavailableException | LedgerClosedException | LedgerDivergedException e) {
            return Optional.of(
                    new PeerAnswer.Refused(Reason.PARTY_NOT_READY.name(), "this node's ledger cannot be used"));
        }
    }

    private Optional<Refusal> refusal(ReplicaView view, PeerIdentity peer) {
        StateReader state = new StateReader(view.state());
        Standing standing = new Standing(state, Math.max(view.time(), clock.millis()));
        return standing.certificate(peer.tlsCertificate(), peer.node().member(), Role.TLS)
                .or(() -> otherNode(state, peer));
    }

    private static Optional<Refusal> otherNode(StateReader state, PeerIdentity peer) {
        boolean same = state.read(MemberKeys.certificate(peer.tlsCertificate()))
                .filter(found -> peer.node().value().equals(found.member() + "/" + found.handle()))
                .isPresent();
        return same
                ? Optional.empty()
                : Optional.of(new Refusal(Reason.CERTIFICATE_UNKNOWN, peer.node() + " " + peer.tlsCertificate()));
    }
}
