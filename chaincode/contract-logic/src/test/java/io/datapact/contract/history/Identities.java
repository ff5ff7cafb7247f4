package io.datapact.contract.history;

import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All certificates that any history uses, of one root: made once, shared by all worlds. */
final class Identities {
    /** Members of the largest world and one that may join. */
    static final int MEMBERS = 13;

    /** Signs for money and closings, and is never revoked: what is left to each member in the end. */
    static final String VAULT = "vault";

    private static final long DAY = 86_400_000L;
    private static final long BEFORE = ConsortiumFixture.START - 2 * DAY;
    private static final long AFTER = ConsortiumFixture.START + 3_650 * DAY;

    private static final class Held {
        private static final Identities ALL = new Identities();
    }

    private final TestAuthority root = TestAuthority.root("world root", BEFORE, AFTER);
    private final Map<String, Identity> byName = new TreeMap<>();

    private Identities() {
        for (int i = 1; i <= MEMBERS; i++) {
            String member = member(i);
            add(member, Role.ADMIN, "admin-1", 1, AFTER);
            add(member, Role.ADMIN, "admin-2", 1, AFTER);
            add(member, Role.APPROVER, "approver-1", 1, AFTER);
            add(member, Role.APPROVER, "approver-2", 1, AFTER);
            add(member, Role.APPROVER, "approver-3", 1, AFTER);
            add(member, Role.APPROVER, "passing", 1, ConsortiumFixture.START + 300_000);
            add(member, Role.AUTO_APPROVER, "auto-1", 1, AFTER);
            add(member, Role.NODE, "1", 1, AFTER);
            add(member, Role.NODE, "1", 2, AFTER);
            add(member, Role.TLS, "1", 1, AFTER);
            add(member, Role.TLS, "1", 2, AFTER);
            add(member, Role.REVOKER, "revoker-1", 1, AFTER);
            add(member, Role.MARKET, "market-1", 1, AFTER);
            add(member, Role.MARKET, VAULT, 1, AFTER);
        }
    }

    static Identities all() {
        return Held.ALL;
    }

    static String member(int number) {
        return String.format("m-%02d", number);
    }

    private void add(String member, Role role, String handle, int serial, long notAfter) {
        Identity made = Identity.of(root.leaf(member, role, handle, BEFORE, notAfter), serial);
        byName.put(made.name(), made);
    }

    TestAuthority root() {
        return root;
    }

    Identity get(String member, Role role, String handle, int serial) {
        String name = Identity.name(member, role, handle, serial);
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalArgumentException("expected an identity, found " + name));
    }

    /** All of a member, by name. */
    List<Identity> of(String member) {
        List<Identity> found = new ArrayList<>();
        for (Identity identity : byName.values()) {
            if (identity.member().equals(member)) {
                found.add(identity);
            }
        }
        return found;
    }
}
