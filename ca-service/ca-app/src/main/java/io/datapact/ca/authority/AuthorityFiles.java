package io.datapact.ca.authority;

import io.datapact.ca.CaStartException;
import io.datapact.ca.home.CaHome;
import io.datapact.pki.certificate.CertificateHierarchy;
import io.datapact.pki.certificate.SoftwareSigner;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The authority's keys on disk. The first start makes root and intermediates in a folder beside and renames it, so the
 * authority exists whole or not at all. The root's key lies in a folder of its own under its own passphrase; no later
 * start reads it.
 */
public final class AuthorityFiles {

    private static final String OFFLINE_README = """
            This folder holds the private key of the root of trust and its passphrase.
            The certificate authority has used it once, to sign its intermediates, and never reads it again.
            Move the folder to a medium that stays offline. It is needed again only to sign new intermediates.
            """;

    private final CaHome home;
    private final SecureRandom random;
    private final Clock clock;

    public AuthorityFiles(CaHome home, SecureRandom random, Clock clock) {
        this.home = home;
        this.random = random;
        this.clock = clock;
    }

    /** Opens the authority, making it where there is none, and writes the root certificate for others to read. */
    public IssuingAuthorities openOrCreate(String consortium, EcdsaSignatures signatures) {
        Path folder = home.authorityFolder();
        if (!Files.exists(folder)) {
            requireNeverMade(folder);
            create(consortium, folder);
        }
        try (Passphrase passphrase = Passphrase.fromFile(home.passphraseFile())) {
            KeyMaterial tls = Pkcs12KeyStores.load(issuing(folder).resolve("tls.p12"), passphrase);
            KeyMaterial signing = Pkcs12KeyStores.load(issuing(folder).resolve("signing.p12"), passphrase);
            X509Certificate root = tls.chain().getLast();
            if (!signing.chain().getLast().equals(root)) {
                throw new CaStartException("expected both intermediates in " + issuing(folder)
                        + " under one root, found two; restore the folder from one backup");
            }
            AtomicFiles.writePublic(home.rootFile(), X509Files.toPem(root).getBytes(StandardCharsets.US_ASCII));
            return new IssuingAuthorities(
                    root, new SoftwareSigner(tls, signatures), new SoftwareSigner(signing, signatures));
        }
    }

    private void create(String consortium, Path folder) {
        Path beside = folder.resolveSibling("authority.unfinished");
        removeLeftover(beside);
        Path offline = beside.resolve("offline-root");
        AtomicFiles.createPrivateFolder(offline);
        AtomicFiles.createPrivateFolder(issuing(beside));
        CertificateHierarchy hierarchy = CertificateHierarchy.create(consortium, random, clock.instant());
        try (Passphrase rootPassphrase = Passphrase.generate(random);
                Passphrase passphrase = keptOrNewPassphrase()) {
            rootPassphrase.writeTo(offline.resolve("root.passphrase"));
            Pkcs12KeyStores.store(offline.resolve("root.p12"), hierarchy.root(), rootPassphrase);
            AtomicFiles.writePrivate(offline.resolve("README.txt"), OFFLINE_README.getBytes(StandardCharsets.US_ASCII));
            Pkcs12KeyStores.store(issuing(beside).resolve("tls.p12"), hierarchy.tls(), passphrase);
            Pkcs12KeyStores.store(issuing(beside).resolve("signing.p12"), hierarchy.signing(), passphrase);
        }
        AtomicFiles.moveFolder(beside, folder);
    }

    /** A home that had an authority must not silently get another. */
    private void requireNeverMade(Path folder) {
        if (Files.exists(home.rootFile())) {
            throw new CaStartException(
                    "expected the keys of the authority with root " + home.rootFile() + " in " + folder
                            + ", found none; restore the folder, or set datapact.ca.home to an empty one for a new authority");
        }
    }

    /** One that is there already may open keys in a backup: it is never replaced. */
    private Passphrase keptOrNewPassphrase() {
        if (!Files.exists(home.passphraseFile())) {
            try (Passphrase made = Passphrase.generate(random)) {
                made.writeTo(home.passphraseFile());
            }
        }
        return Passphrase.fromFile(home.passphraseFile());
    }

    private static Path issuing(Path folder) {
        return folder.resolve("issuing");
    }

    /** An unfinished folder has signed nothing that anybody saw. */
    private static void removeLeftover(Path beside) {
        if (!Files.exists(beside)) {
            return;
        }
        try (Stream<Path> found = Files.walk(beside)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove what an interrupted first start left in " + beside, e);
        }
    }
}
