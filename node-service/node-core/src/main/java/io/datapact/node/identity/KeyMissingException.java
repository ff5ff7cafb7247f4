package io.datapact.node.identity;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;

/** The node was asked for an act that it has no key for. */
public final class KeyMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the member and the role. */
    public KeyMissingException(MemberId member, Role role) {
        super("expected a key of role " + role.text() + " of member " + member
                + ", found none; name its key store in this node's settings, or sign elsewhere");
    }
}
