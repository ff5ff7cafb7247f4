package io.datapact.audit.bundle;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;

/** Seals bundles in an exporter's name; whoever holds its node certificate's key implements it. */
public interface ManifestSealer {
    /** The member that exports. */
    MemberId exporter();

    /**
     * Signs a {@link io.datapact.contract.evidence.ManifestSeal}.
     *
     * @param manifest digest of {@code manifest.json}
     * @param exported the time that the bundle states, millis since the epoch
     * @return canonical bytes of the DSSE envelope, with one signature; the caller's
     */
    byte[] seal(Digest manifest, long exported);
}
