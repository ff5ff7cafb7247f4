package io.datapact.pki.path;

import io.datapact.pki.certificate.ExtendedUse;
import io.datapact.pki.certificate.KeyUse;
import java.util.Optional;

/** What a certificate is used for when its chain is validated. */
public enum PathUse {
    /** A signature on a command or statement; the certificate has no extended key usage. */
    SIGNING(KeyUse.DIGITAL_SIGNATURE, Optional.empty()),
    /** An envelope encrypted to the certificate. */
    ENCRYPTION(KeyUse.KEY_AGREEMENT, Optional.empty()),
    /** The answering side of a TLS connection. */
    TLS_SERVER(KeyUse.DIGITAL_SIGNATURE, Optional.of(ExtendedUse.SERVER_AUTH)),
    /** The opening side of a TLS connection. */
    TLS_CLIENT(KeyUse.DIGITAL_SIGNATURE, Optional.of(ExtendedUse.CLIENT_AUTH));

    private final KeyUse keyUse;
    private final Optional<ExtendedUse> extendedUse;

    PathUse(KeyUse keyUse, Optional<ExtendedUse> extendedUse) {
        this.keyUse = keyUse;
        this.extendedUse = extendedUse;
    }

    KeyUse keyUse() {
        return keyUse;
    }

    Optional<ExtendedUse> extendedUse() {
        return extendedUse;
    }
}
