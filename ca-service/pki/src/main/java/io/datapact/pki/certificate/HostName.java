package io.datapact.pki.certificate;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name that a TLS certificate may bear: a DNS name in lower case without wildcard, or an address literal.
 *
 * @param value DNS name of at most 253 letters, digits, hyphens and dots; or IPv4 as four decimal numbers; or IPv6,
 *     kept in the long form that Java prints
 */
public record HostName(String value) {

    /** Longest DNS name, in characters (RFC 1035, section 2.3.4). */
    public static final int MAXIMUM_LENGTH = 253;

    private static final Pattern DNS =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{2,39}");

    public HostName {
        String given = value;
        value = canonical(value)
                .orElseThrow(() -> new IllegalArgumentException("expected a DNS name in lower case without wildcard,"
                        + " or an IPv4 or IPv6 address, found: "
                        + (given.length() <= MAXIMUM_LENGTH ? given : given.length() + " characters")));
    }

    /** Reads a name; empty if it is none. */
    public static Optional<HostName> parse(String text) {
        return canonical(text).map(HostName::new);
    }

    /**
     * The DNS names and addresses in a certificate's subject alternative names.
     *
     * @throws PemException if there are names that are not of our form
     */
    public static Set<HostName> allOf(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream()
                            .map(name -> new HostName(name.get(1).toString()))
                            .collect(Collectors.toSet());
        } catch (CertificateParsingException | IllegalArgumentException e) {
            throw new PemException("expected DNS names and addresses as subject alternative names", e);
        }
    }

    /** Tells whether this is an address rather than a DNS name. */
    public boolean isAddress() {
        return isAddress(value);
    }

    /** The address in network order, 4 or 16 bytes; empty for a DNS name. */
    public Optional<InetAddress> address() {
        return isAddress() ? Optional.of(InetAddress.ofLiteral(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || text.indexOf(':') >= 0;
    }

    private static Optional<String> canonical(String text) {
        if (text.isEmpty() || text.length() > MAXIMUM_LENGTH || !text.equals(text.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        if (IPV4.matcher(text).matches()) {
            return literal(text).filter(text::equals);
        }
        if (IPV6.matcher(text).matches() && text.indexOf(':') >= 0) {
            return literal(text);
        }
        return DNS.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
