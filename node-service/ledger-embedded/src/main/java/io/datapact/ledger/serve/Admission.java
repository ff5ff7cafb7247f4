package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateReader;
import io.datapact.node.ledger.Replica;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use the host: holders of a certificate that the ledger knows in the role tls, effective, in time and not
 * revoked; and those of a configured list, for founders' first connections, before anything is registered.
 */
final class Admission {
    private final Replica replica;
    private final Set<Digest> bootstrap;
    private final Clock clock;

    Admission(Replica replica, Set<Digest> bootstrap, Clock clock) {
        this.replica = replica;
        this.bootstrap = Set.copyOf(bootstrap);
        this.clock = clock;
    }

    /** Why a client is refused, or empty if it may come in. */
    Optional<String> refusal(Digest certificate) {
        if (bootstrap.contains(certificate)) {
            return Optional.empty();
        }
        return new StateReader(replica.view().state())
                .read(MemberKeys.certificate(certificate))
                .map(this::refusal)
                .orElseGet(() -> Optional.of("expected a client certificate that is registered on the ledger, found "
                        + certificate + "; register it in the role tls, or list it in the host's bootstrap.clients"));
    }

    private Optional<String> refusal(Certificate certificate) {
        long now = clock.millis();
        if (certificate.role() != Role.TLS) {
            return refused(certificate, "in the role tls", "one in the role " + certificate.role());
        }
        if (certificate.revoked().isPresent()) {
            return refused(certificate, "that stands", "a revoked one");
        }
        boolean inTime = certificate.notBefore() <= now && now <= certificate.notAfter();
        if (!inTime || certificate.effectiveFrom() > now) {
            return refused(certificate, "valid now", "one that is not");
        }
        return Optional.empty();
    }

    private static Optional<String> refused(Certificate certificate, String expected, String found) {
        return Optional.of("expected a client certificate " + expected + ", found " + found + ": "
                + certificate.digest() + " of " + certificate.member());
    }
}
