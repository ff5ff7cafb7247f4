package io.datapact.pki.certificate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Whose a certificate is: subject {@code O=member, OU=role, CN=handle}, each exactly once and nothing else.
 *
 * @param member id of the member, 1 to 40 of a–z, 0–9 and hyphen
 * @param role   what the holder may do
 * @param handle name of the person or machine within the member, same alphabet; never a real name
 */
public record MemberSubject(String member, CertificateRole role, String handle) {

    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int ATTRIBUTES = 3;

    public MemberSubject {
        requireSegment("member", member);
        requireSegment("handle", handle);
    }

    /** Tells whether a text may be a member's id or a handle. */
    public static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches();
    }

    /** The distinguished name, in the order O, OU, CN, in UTF-8 strings. */
    public X500Principal toPrincipal() {
        return DistinguishedNames.principal(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, member)
                .addRDN(BCStyle.OU, role.code())
                .addRDN(BCStyle.CN, handle)
                .build());
    }

    /** Reads a distinguished name; empty if it is not of our form. The three attributes may come in any order. */
    public static Optional<MemberSubject> of(X500Principal principal) {
        return of(X500Name.getInstance(principal.getEncoded()));
    }

    static Optional<MemberSubject> of(X500Name name) {
        RDN[] rdns = name.getRDNs();
        if (rdns.length != ATTRIBUTES) {
            return Optional.empty();
        }
        Map<ASN1ObjectIdentifier, String> values = new HashMap<>();
        for (RDN rdn : rdns) {
            if (rdn.size() != 1) {
                return Optional.empty();
            }
            text(rdn.getFirst().getValue())
                    .filter(MemberSubject::isSegment)
                    .ifPresent(text -> values.put(rdn.getFirst().getType(), text));
        }
        String member = values.getOrDefault(BCStyle.O, "");
        String handle = values.getOrDefault(BCStyle.CN, "");
        if (!isSegment(member) || !isSegment(handle)) {
            return Optional.empty();
        }
        return CertificateRole.ofCode(values.getOrDefault(BCStyle.OU, ""))
                .map(role -> new MemberSubject(member, role, handle));
    }

    @Override
    public String toString() {
        return "O=" + member + ", OU=" + role.code() + ", CN=" + handle;
    }

    private static Optional<String> text(ASN1Encodable value) {
        try {
            return value instanceof DERUTF8String || value instanceof DERPrintableString
                    ? Optional.of(((ASN1String) value).getString())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not UTF-8.
            return Optional.empty();
        }
    }

    private static void requireSegment(String field, String value) {
        if (!isSegment(value)) {
            throw new IllegalArgumentException(
                    "expected a " + field + " of 1 to 40 of a-z, 0-9 and hyphen, found: " + shortened(value));
        }
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "...";
    }
}
