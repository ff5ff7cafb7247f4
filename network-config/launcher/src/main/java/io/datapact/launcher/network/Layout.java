package io.datapact.launcher.network;

import java.nio.file.Path;

/**
 * Where a network's parts live.
 *
 * @param root folder of the whole network
 */
public record Layout(Path root) {
    /** The certificate authority's home. */
    public Path ca() {
        return root.resolve("ca");
    }

    /** The ledger host's home. */
    public Path ledger() {
        return root.resolve("ledger");
    }

    /** A member's node's home. */
    public Path node(String member) {
        return root.resolve("nodes").resolve(member);
    }

    /** The consortium's root certificate, PEM: what everybody trusts. */
    public Path trustedRoot() {
        return root.resolve("root.pem");
    }

    /** The genesis envelope, signed by the founders' roots. */
    public Path genesis() {
        return root.resolve("genesis.dsse.json");
    }

    /** The key store of a role in a home. */
    public static Path keyStore(Path home, String role) {
        return home.resolve("keys").resolve(role + ".p12");
    }

    /** The file with the passphrase of a home's key stores. */
    public static Path passphrase(Path home) {
        return home.resolve("keys").resolve("passphrase");
    }
}
