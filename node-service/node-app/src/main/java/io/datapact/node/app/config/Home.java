package io.datapact.node.app.config;

import io.datapact.contract.member.Role;
import java.nio.file.Path;

/**
 * The folder that holds all of a node.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
    /** The configuration. */
    public Path properties() {
        return folder.resolve("node.properties");
    }

    /** The key store of a role. */
    public Path keyStore(Role role) {
        return folder.resolve("keys").resolve(role.text() + ".p12");
    }

    /** The passphrase of the key stores. */
    public Path passphrase() {
        return folder.resolve("keys").resolve("passphrase");
    }

    /** The trusted root, PEM. */
    public Path root() {
        return folder.resolve("keys").resolve("root.pem");
    }

    /** One file a role with its token for the REST interface. */
    public Path tokens() {
        return folder.resolve("tokens");
    }

    /** The default database. */
    public Path database() {
        return folder.resolve("db");
    }

    /** This member's evidence. */
    public Path evidence() {
        return folder.resolve("evidence");
    }

    /** Evidence that other members' nodes handed over. */
    public Path peerEvidence() {
        return folder.resolve("peer-evidence");
    }

    /** Snapshots of this member's tables. */
    public Path snapshots() {
        return folder.resolve("snapshots");
    }

    /** Blocks of sealed content. */
    public Path content() {
        return folder.resolve("content");
    }

    /** The key with which this node co-signs checkpoints as a witness, PEM; only there if the operator put it there. */
    public Path witnessKey() {
        return folder.resolve("keys").resolve("witness.pem");
    }

    /** Checkpoints that witnesses co-signed, this node among them. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** Forks of the ledger that were found. */
    public Path conflict() {
        return folder.resolve("conflict");
    }

    /** Results opened here. */
    public Path results() {
        return folder.resolve("results");
    }

    /** What the ledger's follower must remember. */
    public Path ledger() {
        return folder.resolve("ledger");
    }

    /** Other nodes' addresses as set through REST. */
    public Path peers() {
        return folder.resolve("peers.json");
    }

    /** Holds the port of the REST interface once the node is ready. */
    public Path nodePort() {
        return folder.resolve("node.port");
    }

    /** Holds the port for other nodes once the node is ready. */
    public Path peerPort() {
        return folder.resolve("peer.port");
    }
}
