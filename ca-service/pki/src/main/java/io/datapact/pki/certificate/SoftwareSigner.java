package io.datapact.pki.certificate;

import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An issuing key on P-256 held in this process's memory.
 *
 * @param material   key and chain
 * @param signatures the implementation of ECDSA to use
 */
public record SoftwareSigner(KeyMaterial material, EcdsaSignatures signatures) implements CertificateSigner {

    @Override
    public List<X509Certificate> chain() {
        return material.chain();
    }

    @Override
    public String algorithm() {
        return EcdsaSignatures.ALGORITHM;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        return signatures.sign(material.privateKey(), toBeSigned);
    }
}
