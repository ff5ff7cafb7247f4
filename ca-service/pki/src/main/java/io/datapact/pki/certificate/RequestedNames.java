package io.datapact.pki.certificate;

import io.datapact.pki.certificate.RequestReading.RequestFault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** The subject alternative names in a request, and nothing beside them. */
sealed interface RequestedNames {

    /** Names asked for, perhaps none. */
    record Names(List<HostName> names) implements RequestedNames {}

    /** The request asks for something that is not ours to give. */
    record Objection(RequestFault fault, String detail) implements RequestedNames {}

    static RequestedNames of(PKCS10CertificationRequest request) {
        Attribute[] attributes = request.getAttributes();
        if (attributes.length == 0) {
            return new Names(List.of());
        }
        if (attributes.length > 1
                || !attributes[0].getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)
                || attributes[0].getAttrValues().size() != 1) {
            return new Objection(
                    RequestFault.EXTENSION_NOT_ALLOWED,
                    "expected one extension request at most, found other attributes");
        }
        try {
            return ofExtensions(
                    Extensions.getInstance(attributes[0].getAttrValues().getObjectAt(0)));
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return new Objection(RequestFault.MALFORMED, "expected an extension request, found another structure");
        }
    }

    private static RequestedNames ofExtensions(Extensions extensions) {
        ASN1ObjectIdentifier[] found = extensions.getExtensionOIDs();
        if (found.length != 1 || !found[0].equals(Extension.subjectAlternativeName)) {
            return new Objection(
                    RequestFault.EXTENSION_NOT_ALLOWED,
                    "expected subject alternative names only; the authority sets all other extensions by its profile");
        }
        GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        return ofNames(names.getNames());
    }

    private static RequestedNames ofNames(GeneralName[] given) {
        if (given.length == 0 || given.length > CertificateProfile.NAMES_BOUND) {
            return nameObjection("expected 1 to " + CertificateProfile.NAMES_BOUND + " names, found " + given.length);
        }
        List<HostName> names = new ArrayList<>();
        for (GeneralName name : given) {
            Optional<HostName> host = hostName(name);
            if (host.isEmpty()) {
                return nameObjection("expected a DNS name in lower case without wildcard or an IP address, found"
                        + " another kind of name");
            }
            names.add(host.get());
        }
        return new HashSet<>(names).size() == names.size()
                ? new Names(List.copyOf(names))
                : nameObjection("expected each name once, found one twice");
    }

    private static Optional<HostName> hostName(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName ->
                HostName.parse(ASN1IA5String.getInstance(name.getName()).getString())
                        .filter(host -> !host.isAddress());
            case GeneralName.iPAddress ->
                address(ASN1OctetString.getInstance(name.getName()).getOctets());
            default -> Optional.empty();
        };
    }

    private static Optional<HostName> address(byte[] octets) {
        try {
            return HostName.parse(InetAddress.getByAddress(octets).getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Objection nameObjection(String detail) {
        return new Objection(RequestFault.NAME_NOT_ALLOWED, detail);
    }
}
