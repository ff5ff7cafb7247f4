package io.datapact.contract.rules;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.MemberCommand.Possession;
import io.datapact.contract.id.Digest;
import io.datapact.contract.x509.CertificateChain;

/**
 * What can be told malformed from a payload alone, beyond what its records check themselves. Signatures inside a payload
 * (up to 8 chains of up to 4 links, a proof of possession) are verified apart from the rest, and only of commands whose
 * own signature holds: nobody else can make a host spend time on them.
 */
final class CommandForm {
    private static final String CHAIN = "/payload/body/chain";
    private static final String ARGS = "/payload/body/motion/args";

    private final SignatureVerifier verifier;
    private final FirstAdmins admins;

    CommandForm(SignatureVerifier verifier) {
        this.verifier = verifier;
        this.admins = new FirstAdmins(verifier);
    }

    /** Whether a payload bears signatures of its own. */
    static boolean bearsSignatures(Command command) {
        return switch (command) {
            case MemberCommand.RegisterCertificate c -> true;
            case GovernanceCommand.Vote c -> true;
            case GovernanceCommand.Enact c -> true;
            default -> false;
        };
    }

    /** Refuses a payload whose own signatures do not hold as MALFORMED. */
    void requireSigned(CommandPayload payload) {
        switch (payload.command()) {
            case MemberCommand.RegisterCertificate c -> requireSigned(payload.header(), c);
            case GovernanceCommand.Vote c -> admins.requireSigned(c.motion().asked(), ARGS);
            case GovernanceCommand.Enact c -> admins.requireSigned(c.motion().asked(), ARGS);
            default -> {}
        }
    }

    /** Refuses a payload of wrong form as MALFORMED. */
    void require(CommandPayload payload) {
        switch (payload.command()) {
            case MemberCommand.RegisterCertificate c -> requireCertificate(c);
            case EvidenceCommand.RecordDenial c -> requireDenial(c);
            case GovernanceCommand.Vote c -> admins.requireForm(c.motion().asked(), ARGS);
            case GovernanceCommand.Enact c -> admins.requireForm(c.motion().asked(), ARGS);
            default -> {}
        }
    }

    private static void requireCertificate(MemberCommand.RegisterCertificate command) {
        CertificateChain chain = RuleBook.value(CertificateChain.parse(command.chain()), CHAIN);
        boolean named = chain.subject()
                .filter(name -> name.organisation().equals(command.member().value()))
                .filter(name -> name.unit().equals(command.role().text()))
                .filter(name -> name.commonName().matches("[a-z0-9-]{1,40}"))
                .isPresent();
        RefusedException.require(named, Reason.MALFORMED, CHAIN + "/0: expected O=member, OU=role, CN=handle");
    }

    private void requireSigned(Header header, MemberCommand.RegisterCertificate command) {
        CertificateChain chain = RuleBook.value(CertificateChain.parse(command.chain()), CHAIN);
        requireSignatures(chain);
        byte[] spki = chain.leaf().spki().toBytes();
        Possession possession =
                new Possession(Possession.TYPE, header.network(), command.member(), command.role(), Digest.of(spki));
        byte[] message = RecordCodec.of(Possession.class).encode(possession);
        boolean held = verifier.verify(spki, message, command.possession().toBytes());
        RefusedException.require(held, Reason.MALFORMED, "/payload/body/possession");
    }

    private static void requireDenial(EvidenceCommand.RecordDenial command) {
        RefusedEnvelope.read(command);
        boolean known = Reason.of(command.reason()).isPresent();
        RefusedException.require(known, Reason.MALFORMED, "/payload/body/reason: expected a code of this rule book");
    }

    private void requireSignatures(CertificateChain chain) {
        for (int i = 1; i < chain.certificates().size(); i++) {
            boolean signed = ChainRules.issued(
                    verifier, chain.certificates().get(i), chain.certificates().get(i - 1));
            RefusedException.require(signed, Reason.MALFORMED, CHAIN + "/" + (i - 1) + ": not signed by its issuer");
        }
    }
}
