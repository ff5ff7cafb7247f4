package io.datapact.node.member;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.MemberCommand.Possession;
import io.datapact.contract.command.MemberCommand.RegisterCertificate;
import io.datapact.contract.command.MemberCommand.RevokeCertificate;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateReader;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Signer;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.store.Tombstone;
import io.datapact.pki.certificate.X509Files;

/** Registers and revokes this member's certificates; signed with its admin key. */
public final class Certificates {
    private final CommandDesk desk;
    private final Keyring keys;
    private final Replica replica;
    private final OwnRevocations revocations;

    /** Acts for one member. */
    public Certificates(CommandDesk desk, Keyring keys, Replica replica, OwnRevocations revocations) {
        this.desk = desk;
        this.keys = keys;
        this.replica = replica;
        this.revocations = revocations;
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
     * Revokes a certificate. Binds this node's gate at once and for good, whatever the ledger does, unless the ledger knows
     * it as another member's.
     *
     * @param reason         RFC 5280 reason in lower case, such as {@code key-compromise}
     * @param invalidityDate from when on the key must not be trusted, millis since the epoch
     */
    public CommandDesk.Filed revoke(Digest certificate, String reason, long invalidityDate)
            throws InterruptedException {
        Signer signer = revoker();
        if (!anothers(certificate)) {
            revocations.bury(Tombstone.of(certificate));
        }
        return desk.file(signer, new RevokeCertificate(certificate, reason, invalidityDate));
    }

    /** The revoker's key once the ledger takes it; until then, and where there is none, the admin's. */
    private Signer revoker() {
        return keys.find(Role.REVOKER)
                .filter(this::effective)
                .or(() -> keys.find(Role.ADMIN))
                .or(() -> keys.find(Role.REVOKER))
                .orElseGet(() -> keys.require(Role.ADMIN));
    }

    private boolean effective(Signer signer) {
        ReplicaView view = replica.view();
        return new StateReader(view.state())
                .read(MemberKeys.certificate(signer.certificate()))
                .filter(found -> found.revoked().isEmpty() && found.effectiveFrom() <= view.time())
                .isPresent();
    }

    private boolean anothers(Digest certificate) {
        return new StateReader(replica.view().state())
                .read(MemberKeys.certificate(certificate))
                .filter(found -> !found.member().equals(keys.member()))
                .isPresent();
    }
}
