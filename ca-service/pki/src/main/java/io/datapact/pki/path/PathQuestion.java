package io.datapact.pki.path;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is asked of {@link PathValidation}.
 *
 * @param chain    end entity first, each issued by the next; the anchor at the end may be left out; length is judged
 *     by the validation, since chains come from strangers
 * @param anchors  trusted roots
 * @param at       the time at which the chain must be valid: of signing, for evidence; now, for a connection
 * @param crls     revocation lists; if empty, revocation is not judged here; otherwise every certificate below the
 *     anchor needs one that is valid at that time
 * @param expected what the end entity must be
 */
public record PathQuestion(
        List<X509Certificate> chain,
        Set<X509Certificate> anchors,
        Instant at,
        List<X509CRL> crls,
        PathExpectation expected) {

    /** Most certificates in a chain, the anchor included. */
    public static final int MAXIMUM_CHAIN = 6;

    public PathQuestion {
        chain = List.copyOf(chain);
        anchors = Set.copyOf(anchors);
        crls = List.copyOf(crls);
    }

    /** Asks without revocation lists. */
    public PathQuestion(
            List<X509Certificate> chain, Set<X509Certificate> anchors, Instant at, PathExpectation expected) {
        this(chain, anchors, at, List.of(), expected);
    }
}
