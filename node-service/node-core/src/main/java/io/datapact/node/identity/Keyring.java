package io.datapact.node.identity;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one member that this node may sign with.
 *
 * @param member  whose keys they are
 * @param signers all of that member; one at most a role and handle
 */
public record Keyring(MemberId member, List<Signer> signers) {
    /** Checks that all keys are the member's. */
    public Keyring {
        signers = List.copyOf(signers);
        for (Signer signer : signers) {
            if (!signer.member().equals(member)) {
                throw new IllegalArgumentException("expected keys of member " + member + ", found one of "
                        + signer.member() + "; give this node the key stores of its own member");
            }
        }
    }

    /** The first key of a role. */
    public Optional<Signer> find(Role role) {
        return signers.stream().filter(signer -> signer.role() == role).findFirst();
    }

    /** The key of a role and handle. */
    public Optional<Signer> find(Role role, String handle) {
        return signers.stream()
                .filter(signer -> signer.role() == role && signer.handle().equals(handle))
                .findFirst();
    }

    /**
     * The first key of a role.
     *
     * @throws KeyMissingException if this node has none
     */
    public Signer require(Role role) {
        return find(role).orElseThrow(() -> new KeyMissingException(member, role));
    }
}
