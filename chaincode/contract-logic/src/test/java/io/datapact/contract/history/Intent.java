package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.member.Role;

/** A command that somebody means to send. */
record Intent(Identity signer, Command command) {
    static Intent of(String member, Role role, String handle, Command command) {
        return new Intent(Identities.all().get(member, role, handle, 1), command);
    }

    static Intent admin(String member, Command command) {
        return of(member, Role.ADMIN, "admin-1", command);
    }

    static Intent approver(String member, Command command) {
        return of(member, Role.APPROVER, "approver-1", command);
    }

    static Intent node(String member, Command command) {
        return of(member, Role.NODE, "1", command);
    }

    static Intent market(String member, Command command) {
        return of(member, Role.MARKET, "market-1", command);
    }

    static Intent vault(String member, Command command) {
        return of(member, Role.MARKET, Identities.VAULT, command);
    }

    String member() {
        return signer.member();
    }
}
