package io.datapact.launcher.network;

import java.util.List;

/**
 * A founding member of a network that the launcher sets up.
 *
 * @param member its id
 * @param kinds  what it is in the consortium
 * @param market whether it issues a currency
 */
public record FounderPlan(String member, List<String> kinds, boolean market) {
    /** Handle of its first node. */
    public static final String NODE_HANDLE = "1";

    public FounderPlan {
        kinds = List.copyOf(kinds);
    }

    /** The roles for which it makes keys; each with its own. */
    public List<String> roles() {
        return market
                ? List.of("admin", "approver", "node", "tls", "market")
                : List.of("admin", "approver", "node", "tls");
    }

    /** The roles whose certificates are not in the genesis and must be registered. */
    public List<String> rolesToRegister() {
        return roles().stream().filter(role -> !role.equals("admin")).toList();
    }

    /** The handle in a role's certificate: the node's for machines, the office for people. */
    public String handle(String role) {
        return role.equals("node") || role.equals("tls") ? NODE_HANDLE : role + "-1";
    }
}
