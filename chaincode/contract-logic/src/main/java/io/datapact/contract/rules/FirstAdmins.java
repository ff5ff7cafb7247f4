package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.governance.Action;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Role;
import io.datapact.contract.x509.CertificateChain;
import io.datapact.contract.x509.X509Form;
import io.datapact.contract.x509.X509Form.SubjectName;
import java.util.ArrayList;
import java.util.List;

/** Admin certificates that no admin of the member registers: those of founders, new members, and after a reset. */
final class FirstAdmins {
    private final SignatureVerifier verifier;

    FirstAdmins(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    /** MALFORMED: what can be told from an action alone, but for signatures. */
    void requireForm(Action action, String path) {
        switch (action) {
            case Action.AddMember c -> {
                requireRoots(c.roots(), path + "/roots");
                requireForm(c.member(), c.admins(), path + "/admins");
            }
            case Action.ResetAdmins c -> requireForm(c.member(), c.admins(), path + "/admins");
            case Action.SetRoots c -> requireRoots(c.roots(), path + "/roots");
            default -> {}
        }
    }

    /** MALFORMED: what can be told of a member's first admins alone, but for signatures. */
    static void requireForm(MemberId member, List<List<Bytes>> admins, String path) {
        admins.forEach(chain -> read(member, chain, path));
    }

    /** MALFORMED, unless the links of an action's chains are signed by each other. */
    void requireSigned(Action action, String path) {
        switch (action) {
            case Action.AddMember c -> c.admins().forEach(chain -> requireSigned(chain, path + "/admins"));
            case Action.ResetAdmins c -> c.admins().forEach(chain -> requireSigned(chain, path + "/admins"));
            default -> {}
        }
    }

    void requireSigned(List<Bytes> admin, String path) {
        require(areSigned(RuleBook.value(CertificateChain.parse(admin), path)), Reason.MALFORMED, path);
    }

    private static void requireRoots(List<Bytes> roots, String path) {
        for (Bytes root : roots) {
            boolean authority = X509Form.parse(root.toBytes()) instanceof Parsed.Value<X509Form>(X509Form form)
                    && form.use().authority();
            require(authority, Reason.MALFORMED, path + ": expected certificates of authorities");
        }
    }

    /** A chain of an admin of a member, its signatures not verified; refuses other chains as MALFORMED. */
    private static CertificateChain read(MemberId member, List<Bytes> admin, String path) {
        CertificateChain chain = RuleBook.value(CertificateChain.parse(admin), path);
        boolean named = chain.subject()
                .filter(name -> name.organisation().equals(member.value()))
                .filter(name -> name.unit().equals(Role.ADMIN.text()))
                .map(SubjectName::commonName)
                .filter(handle -> handle.matches("[a-z0-9-]{1,40}"))
                .isPresent();
        require(named, Reason.MALFORMED, path);
        return chain;
    }

    private boolean areSigned(CertificateChain chain) {
        List<X509Form> forms = chain.certificates();
        for (int i = 1; i < forms.size(); i++) {
            if (!ChainRules.issued(verifier, forms.get(i), forms.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    /** CERTIFICATE_UNKNOWN, _NOT_YET, _EXPIRED; what is registered of the chains, effective at once. */
    List<Certificate> registered(MemberId member, List<Bytes> roots, List<List<Bytes>> admins, long t, String path) {
        List<Certificate> registered = new ArrayList<>();
        for (List<Bytes> admin : admins) {
            CertificateChain chain = read(member, admin, path);
            require(areSigned(chain), Reason.MALFORMED, path);
            X509Form root = ChainRules.root(verifier, chain, roots)
                    .orElseThrow(() -> new RefusedException(Reason.CERTIFICATE_UNKNOWN, path));
            Certificate certificate = ChainRules.registered(member, Role.ADMIN, admin, chain, root, t);
            ChainRules.requireInTime(certificate, t);
            registered.add(certificate);
        }
        return registered;
    }

    /** The digest of a certificate's key. */
    static Digest spki(Certificate certificate) {
        return Digest.of(certificate.spki().toBytes());
    }
}
