package io.datapact.pki.certificate;

import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.KeyPairs;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A consortium's authorities: one root, and below it one intermediate that issues TLS certificates and one that issues
 * signing certificates. Chains of the intermediates end in the root.
 *
 * @param root    self-signed; its key is needed for new intermediates only
 * @param tls     issues certificates of the role tls
 * @param signing issues all others
 */
public record CertificateHierarchy(KeyMaterial root, KeyMaterial tls, KeyMaterial signing) {

    /**
     * Makes all three with new keys.
     *
     * @param consortium name of the organisation in their subjects
     * @param random     source of keys and serials
     * @param now        time of issue
     */
    public static CertificateHierarchy create(String consortium, SecureRandom random, Instant now) {
        KeyPair pair = KeyPairs.generateP256(random);
        KeyMaterial root = CertificateIssuer.selfSigned(
                CertificateOrder.ofAuthority(
                        DistinguishedNames.authority(consortium, "Datapact root"),
                        pair.getPublic(),
                        StandardProfiles.ROOT),
                pair,
                random,
                now);
        CertificateIssuer issuer = issuer(root, random);
        return new CertificateHierarchy(
                root,
                intermediate(consortium, "Datapact TLS authority", issuer, random, now),
                intermediate(consortium, "Datapact signing authority", issuer, random, now));
    }

    /** An issuer that signs with key material in memory. */
    public static CertificateIssuer issuer(KeyMaterial material, SecureRandom random) {
        return new CertificateIssuer(new SoftwareSigner(material, EcdsaSignatures.jdk()), random);
    }

    /** The trust anchor. */
    public X509Certificate rootCertificate() {
        return root.certificate();
    }

    /**
     * Makes a key and its certificate in one step, for tests and for networks marked as demonstrations: elsewhere the
     * key is made by its owner, who asks with a request.
     */
    public KeyMaterial keyFor(MemberSubject subject, List<HostName> names, SecureRandom random, Instant now) {
        KeyPair pair = KeyPairs.generateP256(random);
        KeyMaterial authority = subject.role() == CertificateRole.TLS ? tls : signing;
        X509Certificate leaf = issuer(authority, random)
                .issue(
                        CertificateOrder.of(subject, pair.getPublic(), names, StandardProfiles.forRole(subject.role())),
                        now);
        return new KeyMaterial(pair.getPrivate(), List.of(leaf, authority.certificate()));
    }

    private static KeyMaterial intermediate(
            String consortium, String name, CertificateIssuer issuer, SecureRandom random, Instant now) {
        KeyPair pair = KeyPairs.generateP256(random);
        X509Certificate certificate = issuer.issue(
                CertificateOrder.ofAuthority(
                        DistinguishedNames.authority(consortium, name),
                        pair.getPublic(),
                        StandardProfiles.INTERMEDIATE),
                now);
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(issuer.chain());
        return new KeyMaterial(pair.getPrivate(), chain);
    }
}
