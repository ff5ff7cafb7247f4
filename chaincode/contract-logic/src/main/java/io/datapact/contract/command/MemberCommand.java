package io.datapact.contract.command;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.Role;
import java.util.List;

/** Commands about members' certificates. */
public sealed interface MemberCommand extends Command {
    /**
     * Registers a certificate (role admin).
     *
     * @param chain      DER, leaf first, up to but without the member's root
     * @param possession the subject key's signature (ECDSA SHA-256, DER, low S) over the canonical JSON of
     *                   {@link Possession}
     */
    record RegisterCertificate(MemberId member, Role role, List<Bytes> chain, Bytes possession)
            implements MemberCommand {
        public RegisterCertificate {
            chain = List.copyOf(chain);
        }
    }

    /**
     * What the subject key signs when its certificate is registered.
     *
     * @param type {@code datapact/possession/1}
     */
    record Possession(String type, Digest network, MemberId member, Role role, Digest spki) {
        /** The one value of {@code type}. */
        public static final String TYPE = "datapact/possession/1";
    }

    /** Revokes a certificate of the signer's member (roles admin, revoker). {@code invalidityDate} in millis. */
    record RevokeCertificate(Digest certificate, String reason, long invalidityDate) implements MemberCommand {
        private static final List<String> REASONS = List.of(
                "unspecified",
                "key-compromise",
                "ca-compromise",
                "affiliation-changed",
                "superseded",
                "cessation-of-operation",
                "privilege-withdrawn");

        public RevokeCertificate {
            Bounds.require("invalidityDate", invalidityDate, 0, Bounds.MAXIMUM_AMOUNT);
            if (!REASONS.contains(reason)) {
                throw new IllegalArgumentException(
                        "expected a reason of RFC 5280 section 5.3.1 in lower case with hyphens, found another");
            }
        }
    }
}
