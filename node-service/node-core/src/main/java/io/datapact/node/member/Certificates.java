package io.datapact.node.member;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.MemberCommand.Possession;
import io.datapact.contract.command.MemberCommand.RegisterCertificate;
import io.datapact.contract.command.MemberCommand.RevokeCertificate;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Signer;
import io.datapact.pki.certificate.X509Files;

/** Registers and revokes this member's certificates; signed with its admin key. */
public final class Certificates {
    private final CommandDesk desk;
    private final Keyring keys;

    /** Acts for one member. */
    public Certificates(CommandDesk desk, Keyring keys) {
        this.desk = desk;
        this.keys = keys;
    }

    /**
     * Registers the certificate of a key that is here, with that key's signature as the proof that it is.
     *
     * @throws io.datapact.node.identity.KeyMissingException if this node has no admin key
     */
    public CommandDesk.Filed register(Signer subject) throws InterruptedException {
        byte[] spki = X509Files.certificate(subject.chain().getFirst().toBytes())
                .getPublicKey()
                .getEncoded();
        Possession possession = new Possession(
                Possession.TYPE, desk.signer().network(), subject.member(), subject.role(), Digest.of(spki));
        Bytes proof = Bytes.of(subject.sign(RecordCodec.of(Possession.class).encode(possession)));
        return desk.file(
                keys.require(Role.ADMIN),
                new RegisterCertificate(subject.member(), subject.role(), subject.chain(), proof));
    }

    /**
     * Revokes a certificate.
     *
     * @param reason         RFC 5280 reason in lower case, such as {@code key-compromise}
     * @param invalidityDate from when on the key must not be trusted, millis since the epoch
     */
    public CommandDesk.Filed revoke(Digest certificate, String reason, long invalidityDate)
            throws InterruptedException {
        Signer signer = keys.find(Role.REVOKER).orElseGet(() -> keys.require(Role.ADMIN));
        return desk.file(signer, new RevokeCertificate(certificate, reason, invalidityDate));
    }
}
