package io.datapact.node.app.assembly;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.app.config.Home;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Pkcs12Signer;
import io.datapact.node.identity.Signer;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.KeyFileException;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import io.datapact.pki.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys in a node's home.
 *
 * @param node what signs as the node
 * @param all  every key that is here, the TLS one too
 * @param tls  what other nodes, the ledger's host and callers see
 */
record NodeKeys(Pkcs12Signer node, Keyring all, TlsIdentity tls) {
    private static final int MAXIMUM_ROOT_BYTES = 256 << 10;

    /**
     * Opens the key stores of a home.
     *
     * @throws ConfigurationException if one of the roles node and tls is missing, or a key is another member's or node's
     */
    static NodeKeys open(Home home, NodeId self) {
        try (Passphrase passphrase = Passphrase.fromFile(home.passphrase())) {
            Map<Role, KeyMaterial> keys = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                if (Files.exists(home.keyStore(role)) || role == Role.NODE || role == Role.TLS) {
                    keys.put(role, Pkcs12KeyStores.load(home.keyStore(role), passphrase));
                }
            }
            Map<Role, Pkcs12Signer> signers = new EnumMap<>(Role.class);
            keys.forEach((role, key) -> signers.put(role, signer(home, role, key)));
            requireSelf(home, self, signers.get(Role.NODE));
            requireSelf(home, self, signers.get(Role.TLS));
            return new NodeKeys(
                    signers.get(Role.NODE),
                    new Keyring(self.member(), List.copyOf(signers.values())),
                    new TlsIdentity(keys.get(Role.TLS), roots(home.root())));
        } catch (KeyFileException | IllegalArgumentException e) {
            throw new ConfigurationException("the keys in " + home.folder() + ": " + e.getMessage(), e);
        }
    }

    private static Pkcs12Signer signer(Home home, Role role, KeyMaterial key) {
        Pkcs12Signer signer = new Pkcs12Signer(key);
        if (signer.role() != role) {
            throw new ConfigurationException("expected a key of role " + role.text() + " in " + home.keyStore(role)
                    + ", found one of role " + signer.role().text());
        }
        return signer;
    }

    private static void requireSelf(Home home, NodeId self, Signer signer) {
        String found = signer.member() + "/" + signer.handle();
        if (!found.equals(self.value())) {
            throw new ConfigurationException("expected the " + signer.role().text() + " key of " + self + " in "
                    + home.keyStore(signer.role()) + ", found one of " + found);
        }
    }

    private static Set<X509Certificate> roots(Path file) {
        try {
            if (Files.size(file) > MAXIMUM_ROOT_BYTES) {
                throw new ConfigurationException("expected at most " + MAXIMUM_ROOT_BYTES + " bytes in " + file);
            }
            return Set.copyOf(X509Files.certificatesFromPem(Files.readString(file)));
        } catch (IOException | PemException e) {
            throw new ConfigurationException(
                    "expected the trusted root as PEM in " + file + ", found something else", e);
        }
    }
}
