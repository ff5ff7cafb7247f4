package io.datapact.ca.authority;

import io.datapact.ca.home.CaHome;
import io.datapact.ca.record.CertificateRegister;
import io.datapact.ca.setting.CaSettings;
import io.datapact.pki.certificate.CertificateIssuer;
import io.datapact.pki.certificate.CertificateOrder;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.StandardProfiles;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.KeyPairs;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** This server's own key and certificate: kept, and made anew when two thirds are over or its names have changed. */
@Component
public class ServerCertificates {

    private final CaHome home;
    private final CaSettings settings;
    private final IssuingAuthorities authorities;
    private final CertificateRegister register;
    private final SecureRandom random;
    private final Clock clock;

    public ServerCertificates(
            CaHome home,
            CaSettings settings,
            IssuingAuthorities authorities,
            CertificateRegister register,
            SecureRandom random,
            Clock clock) {
        this.home = home;
        this.settings = settings;
        this.authorities = authorities;
        this.register = register;
        this.random = random;
        this.clock = clock;
    }

    /** The key and chain to answer with from now on. */
    public KeyMaterial current() {
        try (Passphrase passphrase = Passphrase.fromFile(home.passphraseFile())) {
            if (Files.exists(home.serverKeyFile())) {
                KeyMaterial kept = Pkcs12KeyStores.load(home.serverKeyFile(), passphrase);
                if (isGood(kept)) {
                    return kept;
                }
            }
            KeyMaterial made = make();
            Pkcs12KeyStores.store(home.serverKeyFile(), made, passphrase);
            return made;
        }
    }

    private boolean isGood(KeyMaterial kept) {
        X509Certificate certificate = kept.certificate();
        Instant begin = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(begin, certificate.getNotAfter().toInstant());
        boolean young = clock.instant().isBefore(begin.plus(life.multipliedBy(2).dividedBy(3)));
        boolean ours = kept.chain().contains(authorities.tls().certificate());
        return young && ours && HostName.allOf(certificate).equals(Set.copyOf(settings.serverNames()));
    }

    private KeyMaterial make() {
        KeyPair pair = KeyPairs.generateP256(random);
        X509Certificate intermediate = authorities.tls().certificate();
        CertificateOrder order = CertificateOrder.of(
                new MemberSubject(settings.consortium(), CertificateRole.TLS, "ca"),
                pair.getPublic(),
                settings.serverNames(),
                StandardProfiles.TLS.withValidity(settings.certificateLifetime()));
        X509Certificate certificate = new CertificateIssuer(authorities.tls(), random).issue(order, clock.instant());
        register.add(certificate, clock.instant());
        return new KeyMaterial(pair.getPrivate(), List.of(certificate, intermediate));
    }
}
