package io.datapact.audit;

import io.datapact.pki.certificate.Pem;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;

/** The roots that an auditor trusts, out of a PEM file. */
public final class TrustedRoots {
    private TrustedRoots() {}

    /**
     * Reads certificates in PEM.
     *
     * @throws IOException  if the file cannot be read
     * @throws PemException if it holds anything but certificates
     */
    public static Set<X509Certificate> read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > Pem.MAXIMUM_LENGTH) {
            throw new PemException("expected at most " + Pem.MAXIMUM_LENGTH + " bytes of PEM, found " + bytes + " in "
                    + file + "; give the trusted roots only");
        }
        return Set.copyOf(X509Files.certificatesFromPem(Files.readString(file, StandardCharsets.ISO_8859_1)));
    }
}
