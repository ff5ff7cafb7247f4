package io.datapact.node.identity;

import io.datapact.pki.cms.CmsEnvelopes;
import io.datapact.pki.cms.CmsOpening;
import io.datapact.pki.key.KeyMaterial;
import java.util.Optional;

/** Opens with the key of a {@link Pkcs12Signer} of role node. */
public final class Pkcs12Opener implements Opener {
    private final KeyMaterial material;

    /** Takes the signer's key. */
    public Pkcs12Opener(Pkcs12Signer signer) {
        this.material = signer.material();
    }

    @Override
    public Optional<byte[]> open(byte[] cms) {
        return switch (CmsEnvelopes.decrypt(
                cms, material.privateKey(), material.chain().getFirst())) {
            case CmsOpening.Opened opened -> Optional.of(opened.content().toByteArray());
            case CmsOpening.Refused refused -> Optional.empty();
        };
    }
}
