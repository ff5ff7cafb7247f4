package io.datapact.audit.bundle;

import io.datapact.contract.id.Bytes;
import io.datapact.pki.certificate.Pem;
import java.util.List;

/** The form of {@code certificates/<digest>.pem}. */
public final class CertificateFile {
    private CertificateFile() {}

    /** A chain in PEM, leaf first, as registered. */
    public static String text(List<Bytes> chain) {
        StringBuilder out = new StringBuilder();
        for (Bytes certificate : chain) {
            out.append(Pem.write(Pem.CERTIFICATE, certificate.toBytes()));
        }
        return out.toString();
    }
}
