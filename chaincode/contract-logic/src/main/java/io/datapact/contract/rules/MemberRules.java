package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.NodeEntry;
import io.datapact.contract.member.Revocation;
import io.datapact.contract.member.Role;
import io.datapact.contract.member.SpkiOwner;
import io.datapact.contract.x509.CertificateChain;
import io.datapact.contract.x509.X509Form;
import java.util.Optional;

/** Rules of members' certificates. */
final class MemberRules {
    private final SignatureVerifier verifier;

    MemberRules(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    void decide(RuleContext context, MemberCommand command) {
        switch (command) {
            case MemberCommand.RegisterCertificate c -> register(context, c);
            case MemberCommand.RevokeCertificate c -> revoke(context, c);
        }
    }

    private void register(RuleContext context, MemberCommand.RegisterCertificate command) {
        CertificateChain chain = RuleBook.value(CertificateChain.parse(command.chain()), "/payload/body/chain");
        Member member = context.need(MemberKeys.member(command.member()), Reason.CERTIFICATE_UNKNOWN, command.member());
        X509Form root = ChainRules.root(verifier, chain, member.roots())
                .orElseThrow(() -> new RefusedException(Reason.CERTIFICATE_UNKNOWN, "root"));
        long delay = AdminEras.governs(command.role()) ? context.policy().adminDelaySeconds() * 1_000 : 0;
        Certificate certificate = ChainRules.registered(
                command.member(), command.role(), command.chain(), chain, root, context.time() + delay);
        ChainRules.requireInTime(certificate, context.time());
        Digest spki = Digest.of(certificate.spki().toBytes());
        boolean free =
                !context.has(MemberKeys.spki(spki)) && !context.has(MemberKeys.certificate(certificate.digest()));
        require(free, Reason.KEY_IN_USE, spki);
        context.put(MemberKeys.certificate(certificate.digest()), certificate);
        context.put(MemberKeys.spki(spki), new SpkiOwner(certificate.digest()));
        AdminEras.enter(context, certificate, AdminEras.current(context.reader(), command.member()));
        if (command.role() == Role.NODE) {
            NodeId node = new NodeId(command.member() + "/" + certificate.handle());
            context.put(MemberKeys.node(node), new NodeEntry(certificate.digest()));
        }
        context.event("certificate-registered", certificate.digest());
    }

    private static void revoke(RuleContext context, MemberCommand.RevokeCertificate command) {
        Digest digest = command.certificate();
        Certificate certificate = context.need(MemberKeys.certificate(digest), Reason.CERTIFICATE_UNKNOWN, digest);
        require(certificate.member().equals(context.member()), Reason.CERTIFICATE_WRONG_ROLE, certificate.member());
        require(certificate.revoked().isEmpty(), Reason.ALREADY_DECIDED, digest);
        long age = context.time() - command.invalidityDate();
        boolean near = age >= 0 && age <= context.policy().lookBackSeconds() * 1_000;
        require(near, Reason.OUTSIDE_WINDOW, "invalidityDate");
        Revocation revocation = new Revocation(command.reason(), context.time(), command.invalidityDate());
        context.put(MemberKeys.certificate(digest), revoked(certificate, revocation));
        context.event("certificate-revoked", digest);
    }

    private static Certificate revoked(Certificate certificate, Revocation revocation) {
        return new Certificate(
                certificate.digest(),
                certificate.member(),
                certificate.handle(),
                certificate.role(),
                certificate.chain(),
                certificate.spki(),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.effectiveFrom(),
                Optional.of(revocation));
    }
}
