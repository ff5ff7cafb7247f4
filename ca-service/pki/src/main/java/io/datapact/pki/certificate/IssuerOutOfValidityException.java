package io.datapact.pki.certificate;

import java.time.Instant;
import javax.security.auth.x500.X500Principal;

/** An issuer was asked to sign outside its own certificate's validity; nothing was signed. */
public final class IssuerOutOfValidityException extends RuntimeException {

    public IssuerOutOfValidityException(X500Principal issuer, Instant begin, Instant end, Instant now) {
        super("the issuer " + issuer + " is valid from " + begin + " until " + end + ", now is " + now
                + "; renew the issuer or correct the clock");
    }
}
