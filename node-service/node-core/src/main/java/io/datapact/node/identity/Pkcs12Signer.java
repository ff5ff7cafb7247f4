package io.datapact.node.identity;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** Signs with a key out of a PKCS#12 file. */
public final class Pkcs12Signer implements Signer {
    private final KeyMaterial material;
    private final MemberSubject subject;
    private final Role role;
    private final Digest certificate;
    private final EcdsaSignatures signatures = EcdsaSignatures.fastest();

    /**
     * Takes a key whose certificate names member, role and handle.
     *
     * @throws IllegalArgumentException if the certificate's subject is not of the form O, OU, CN
     */
    public Pkcs12Signer(KeyMaterial material) {
        X509Certificate leaf = material.chain().getFirst();
        this.material = material;
        this.subject = MemberSubject.of(leaf.getSubjectX500Principal())
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a certificate of subject O=member, OU=role, CN=handle, found "
                                + leaf.getSubjectX500Principal() + "; enrol the key with this network's authority"));
        this.role = roleOf(subject.role().code());
        this.certificate = new Digest(CertificateDigest.of(leaf).hex());
    }

    /** Opens a key store file with the passphrase in another file. */
    public static Pkcs12Signer open(Path keyStore, Path passphraseFile) {
        try (Passphrase passphrase = Passphrase.fromFile(passphraseFile)) {
            return new Pkcs12Signer(Pkcs12KeyStores.load(keyStore, passphrase));
        }
    }

    @Override
    public Digest certificate() {
        return certificate;
    }

    @Override
    public MemberId member() {
        return new MemberId(subject.member());
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String handle() {
        return subject.handle();
    }

    @Override
    public List<Bytes> chain() {
        return material.chain().stream()
                .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                .map(each -> Bytes.of(X509Files.der(each)))
                .toList();
    }

    @Override
    public byte[] sign(byte[] message) {
        return signatures.sign(material.privateKey(), message);
    }

    /** The key with its chain, for opening what was encrypted to it. */
    KeyMaterial material() {
        return material;
    }

    @Override
    public String toString() {
        return "Pkcs12Signer[" + subject + "]";
    }

    private static Role roleOf(String code) {
        return Arrays.stream(Role.values())
                .filter(role -> role.text().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a role of the rule book, found " + code));
    }
}
