package io.datapact.pki.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Distinguished names of authorities, and conversions. */
public final class DistinguishedNames {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 -]{0,63}");

    private DistinguishedNames() {}

    /**
     * Names an authority {@code O=organisation, CN=commonName}.
     *
     * @param organisation letters, digits, spaces and hyphens, 1 to 64
     * @param commonName   the same
     */
    public static X500Principal authority(String organisation, String commonName) {
        if (!PLAIN.matcher(organisation).matches() || !PLAIN.matcher(commonName).matches()) {
            throw new IllegalArgumentException(
                    "an authority's name is 1 to 64 letters, digits, spaces and hyphens, found: " + organisation + " / "
                            + commonName);
        }
        return principal(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, commonName)
                .build());
    }

    static X500Name bouncyCastle(X500Principal principal) {
        return X500Name.getInstance(principal.getEncoded());
    }

    static X500Principal principal(X500Name name) {
        try {
            return new X500Principal(name.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode the name " + name, e);
        }
    }
}
