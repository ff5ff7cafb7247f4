package io.datapact.ca.policy;

import io.datapact.ca.authority.IssuingAuthorities.Intermediate;
import io.datapact.ca.policy.PolicyDecision.Granted;
import io.datapact.ca.policy.PolicyDecision.Refused;
import io.datapact.ca.token.TokenGrant;
import io.datapact.pki.certificate.CertificateOrder;
import io.datapact.pki.certificate.CertificateProfile;
import io.datapact.pki.certificate.CertificateRequest;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.StandardProfiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules for tokens and requests, as data; it reads no database and signs nothing. */
public final class IssuancePolicy {

    private final String authority;
    private final List<IssuanceRule> rules;

    /**
     * Takes the rules.
     *
     * @param authority the authority's own organisation, for which nobody may enrol
     * @param rules     each role in at most one of them
     */
    public IssuancePolicy(String authority, List<IssuanceRule> rules) {
        this.authority = authority;
        this.rules = List.copyOf(rules);
    }

    /** Datapact's three profiles, none living longer than this. */
    public static IssuancePolicy standard(String authority, Duration longestLife) {
        return new IssuancePolicy(
                authority,
                List.of(
                        new IssuanceRule(StandardProfiles.SIGNING.withValidity(longestLife), Intermediate.SIGNING),
                        new IssuanceRule(StandardProfiles.NODE.withValidity(longestLife), Intermediate.SIGNING),
                        new IssuanceRule(StandardProfiles.TLS.withValidity(longestLife), Intermediate.TLS)));
    }

    /** Says why a token may not be given out for this grant; empty if it may. */
    public Optional<Refused> objectionTo(TokenGrant grant) {
        if (grant.subject().member().equals(authority)) {
            return Optional.of(new Refused(
                    RefusalReason.ORGANISATION_NOT_ALLOWED,
                    "expected a member, found the authority's own organisation " + authority));
        }
        Optional<IssuanceRule> rule = ruleFor(grant.subject().role());
        return rule.isPresent()
                ? wrongCount(rule.get().profile(), grant.names())
                : Optional.of(noProfile(grant.subject().role()));
    }

    /** Decides about a request that came with a usable token. */
    public PolicyDecision decide(CertificateRequest request, TokenGrant grant) {
        Optional<IssuanceRule> rule = ruleFor(request.subject().role());
        if (rule.isEmpty()) {
            return noProfile(request.subject().role());
        }
        CertificateProfile profile = rule.get().profile();
        Optional<Refused> objection = wrongSubject(request.subject(), grant.subject())
                .or(() -> foreignName(request.names(), grant.names()))
                .or(() -> wrongCount(profile, request.names()));
        if (objection.isPresent()) {
            return objection.get();
        }
        return new Granted(
                CertificateOrder.of(request.subject(), request.key(), request.names(), profile),
                rule.get().intermediate());
    }

    private Optional<IssuanceRule> ruleFor(CertificateRole role) {
        return rules.stream()
                .filter(rule -> rule.profile().roles().contains(role))
                .findFirst();
    }

    private static Optional<Refused> wrongSubject(MemberSubject asked, MemberSubject granted) {
        return differs(RefusalReason.ORGANISATION_NOT_ALLOWED, "organisation", asked.member(), granted.member())
                .or(() -> differs(
                        RefusalReason.ROLE_NOT_ALLOWED,
                        "role",
                        asked.role().code(),
                        granted.role().code()))
                .or(() -> differs(RefusalReason.HANDLE_NOT_ALLOWED, "handle", asked.handle(), granted.handle()));
    }

    private static Optional<Refused> differs(RefusalReason reason, String field, String asked, String granted) {
        return asked.equals(granted)
                ? Optional.empty()
                : Optional.of(new Refused(
                        reason, "expected the " + field + " of the token, " + granted + ", found " + asked));
    }

    private static Optional<Refused> foreignName(List<HostName> asked, List<HostName> granted) {
        return asked.stream()
                .filter(name -> !granted.contains(name))
                .findFirst()
                .map(name -> new Refused(
                        RefusalReason.NAME_NOT_ALLOWED,
                        "expected names out of the token's " + granted + ", found " + name));
    }

    private static Optional<Refused> wrongCount(CertificateProfile profile, List<HostName> names) {
        return names.size() >= profile.minimumNames() && names.size() <= profile.maximumNames()
                ? Optional.empty()
                : Optional.of(new Refused(
                        RefusalReason.NAME_NOT_ALLOWED,
                        "profile " + profile.name() + " takes " + profile.minimumNames() + " to "
                                + profile.maximumNames() + " names, found " + names.size()));
    }

    private static Refused noProfile(CertificateRole role) {
        return new Refused(
                RefusalReason.ROLE_NOT_ALLOWED, "no profile of this authority serves the role " + role.code());
    }
}
