package io.datapact.pki.path;

import io.datapact.pki.path.PathVerdict.Invalid;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** RFC 5280, section 6, by the JDK; its many reasons brought to ours. */
sealed interface PkixCheck {

    /** The path leads to this anchor. */
    record Passed(X509Certificate anchor) implements PkixCheck {}

    /** The path fails. */
    record Failed(Invalid invalid) implements PkixCheck {}

    Map<Reason, PathFault> FAULTS = Map.ofEntries(
            Map.entry(BasicReason.EXPIRED, PathFault.EXPIRED),
            Map.entry(BasicReason.NOT_YET_VALID, PathFault.NOT_YET_VALID),
            Map.entry(BasicReason.REVOKED, PathFault.REVOKED),
            Map.entry(BasicReason.UNDETERMINED_REVOCATION_STATUS, PathFault.REVOCATION_UNKNOWN),
            Map.entry(BasicReason.INVALID_SIGNATURE, PathFault.SIGNATURE_WRONG),
            Map.entry(BasicReason.ALGORITHM_CONSTRAINED, PathFault.ALGORITHM_NOT_ALLOWED),
            Map.entry(PKIXReason.NAME_CHAINING, PathFault.CHAIN_BROKEN),
            Map.entry(PKIXReason.NO_TRUST_ANCHOR, PathFault.NO_TRUST_ANCHOR),
            Map.entry(PKIXReason.NOT_CA_CERT, PathFault.ISSUER_NOT_AUTHORITY),
            Map.entry(PKIXReason.PATH_TOO_LONG, PathFault.PATH_TOO_LONG),
            Map.entry(PKIXReason.INVALID_KEY_USAGE, PathFault.KEY_USAGE_WRONG),
            Map.entry(PKIXReason.UNRECOGNIZED_CRIT_EXT, PathFault.CRITICAL_EXTENSION_UNKNOWN));

    static PkixCheck run(List<X509Certificate> path, PathQuestion question) {
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXCertPathValidatorResult result =
                    (PKIXCertPathValidatorResult) validator.validate(certPath, parameters(validator, question));
            return new Passed(result.getTrustAnchor().getTrustedCert());
        } catch (CertPathValidatorException e) {
            PathFault fault = FAULTS.getOrDefault(e.getReason(), PathFault.CONSTRAINT_VIOLATED);
            return new Failed(new Invalid(fault, detail(e, path, question)));
        } catch (CertificateException e) {
            return new Failed(new Invalid(PathFault.MALFORMED, "cannot encode the chain: " + e.getMessage()));
        } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks PKIX validation; use a complete JDK 25", e);
        }
    }

    private static PKIXParameters parameters(CertPathValidator validator, PathQuestion question)
            throws InvalidAlgorithmParameterException, NoSuchAlgorithmException {
        PKIXParameters parameters = new PKIXParameters(question.anchors().stream()
                .map(anchor -> new TrustAnchor(anchor, null))
                .collect(Collectors.toUnmodifiableSet()));
        parameters.setDate(Date.from(question.at()));
        parameters.setRevocationEnabled(false);
        if (!question.crls().isEmpty()) {
            PKIXRevocationChecker revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
            revocation.setOptions(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
            parameters.addCertPathChecker(revocation);
            parameters.addCertStore(crls(question));
        }
        return parameters;
    }

    private static CertStore crls(PathQuestion question)
            throws InvalidAlgorithmParameterException, NoSuchAlgorithmException {
        return CertStore.getInstance("Collection", new CollectionCertStoreParameters(question.crls()));
    }

    private static String detail(
            CertPathValidatorException failure, List<X509Certificate> path, PathQuestion question) {
        int index = failure.getIndex();
        String which = index >= 0 && index < path.size()
                ? "certificate " + index + " of " + path.get(index).getSubjectX500Principal()
                : "the chain of " + path.getFirst().getSubjectX500Principal();
        return which + " at " + question.at() + ": " + failure.getMessage();
    }
}
