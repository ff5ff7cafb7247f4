package io.datapact.ledger.host;

import io.datapact.contract.command.Dsse;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LogKey;
import io.datapact.ledger.local.LogSigners;
import io.datapact.pki.certificate.Pem;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import io.datapact.pki.tls.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the files of a host's settings hold.
 *
 * @param genesis  checked
 * @param signers  the log's keys; which of them must be there, the state says
 * @param identity the host's side of TLS
 */
record HostFiles(GenesisEntry genesis, LogSigners signers, TlsIdentity identity) {
    static HostFiles read(HostConfiguration configuration) {
        GenesisEntry genesis = genesis(configuration.genesis());
        LogSigners signers =
                LogKey.loadAll(Stream.concat(Stream.of(configuration.logKey()), configuration.nextKeys().stream())
                        .toList());
        String roots = new String(bounded(configuration.trustRoots(), Pem.MAXIMUM_LENGTH), StandardCharsets.UTF_8);
        try (Passphrase passphrase = Passphrase.fromFile(configuration.passphraseFile())) {
            TlsIdentity identity = new TlsIdentity(
                    Pkcs12KeyStores.load(configuration.keyStore(), passphrase),
                    Set.copyOf(X509Files.certificatesFromPem(roots)));
            return new HostFiles(genesis, signers, identity);
        }
    }

    /** Reads a genesis alone. */
    static GenesisEntry genesis(Path file) {
        return GenesisEntry.of(bounded(file, Dsse.MAXIMUM_ENVELOPE_BYTES));
    }

    private static byte[] bounded(Path file, long maximumBytes) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > maximumBytes) {
                throw new IllegalArgumentException("expected a file of at most " + maximumBytes + " bytes at " + file
                        + ", found " + (Files.exists(file) ? "something else" : "none"));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
