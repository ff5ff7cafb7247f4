package io.datapact.contract.history;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.vectors.ToySignatures;
import java.util.List;

/**
 * A certificate by whose key toy signatures are made.
 *
 * @param handle the certificate's common name
 * @param serial tells certificates of one handle and role apart, from 1
 * @param spki   the public key, DER
 * @param chain  DER, leaf first, without the root
 */
record Identity(String member, Role role, String handle, int serial, Digest digest, Bytes spki, List<Bytes> chain) {
    static Identity of(TestIdentity identity, int serial) {
        return new Identity(
                identity.member(),
                identity.role(),
                identity.handle(),
                serial,
                identity.digest(),
                Bytes.of(identity.key().spki()),
                identity.chain());
    }

    MemberId memberId() {
        return new MemberId(member);
    }

    Bytes sign(byte[] message) {
        return Bytes.of(ToySignatures.sign(spki.toBytes(), message));
    }

    /** Names it within a world. */
    String name() {
        return name(member, role, handle, serial);
    }

    static String name(String member, Role role, String handle, int serial) {
        return member + " " + role + " " + handle + " #" + serial;
    }
}
