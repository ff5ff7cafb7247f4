package io.datapact.node.member;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateReader;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.pki.certificate.X509Files;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Certificates as this node's replica holds them. */
public final class NodeDirectory {
    private static final String CERTIFICATES = "cert/";

    private final Ledger ledger;
    private final InstantSource clock;

    /** Looks certificates up in a ledger's replica. */
    public NodeDirectory(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The certificate of a node that is in force and was made last, or empty. */
    public Optional<Certificate> find(NodeId node, Role role) {
        String handle = node.value().substring(node.value().indexOf('/') + 1);
        long now = clock.millis();
        return all().stream()
                .filter(certificate -> certificate.member().equals(node.member()))
                .filter(certificate ->
                        certificate.role() == role && certificate.handle().equals(handle))
                .filter(certificate -> inForce(certificate, now))
                .max(Comparator.comparingLong(Certificate::notBefore).thenComparing(Certificate::digest));
    }

    /** The certificate that encrypts to a node, or empty. */
    public Optional<X509Certificate> encryption(NodeId node) {
        return find(node, Role.NODE).map(NodeDirectory::x509);
    }

    /** The leaf of a registered certificate. */
    public static X509Certificate x509(Certificate certificate) {
        return X509Files.certificate(certificate.chain().getFirst().toBytes());
    }

    /** All registered certificates, at most {@link LedgerQuery.ByPrefix#MAXIMUM_LIMIT}. */
    public List<Certificate> all() {
        return ledger.read(new LedgerQuery.ByPrefix(CERTIFICATES, LedgerQuery.ByPrefix.MAXIMUM_LIMIT)).values().stream()
                .map(found -> decode(found.key(), found.value().toBytes()))
                .toList();
    }

    private static boolean inForce(Certificate certificate, long now) {
        return certificate.revoked().isEmpty()
                && now >= certificate.effectiveFrom()
                && now >= certificate.notBefore()
                && now <= certificate.notAfter();
    }

    private static Certificate decode(String key, byte[] value) {
        return switch (RecordCodec.of(Certificate.class).decode(value, StateReader.MAXIMUM_RECORD_BYTES)) {
            case Parsed.Value<Certificate>(Certificate certificate) -> certificate;
            case Parsed.Malformed<Certificate>(String path, String detail) ->
                throw new IllegalStateException(
                        "expected a certificate under " + key + ", found one malformed at '" + path + "': " + detail);
        };
    }
}
