package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;

/**
 * The payload of {@code manifest.<exporter>.dsse.json}: the exporter's word on an evidence bundle, in canonical JSON,
 * signed in a DSSE envelope by its node's certificate.
 *
 * @param type        {@code datapact/bundle-seal/1}
 * @param manifest    digest of {@code manifest.json}
 * @param exporter    the member
 * @param certificate the node certificate that signs
 * @param at          its clock, millis since the epoch: a claim
 */
public record ManifestSeal(String type, Digest manifest, MemberId exporter, Digest certificate, long at) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/bundle-seal/1";

    /** The payload type of the envelope. */
    public static final String PAYLOAD_TYPE = "application/vnd.datapact.bundle+json";

    public ManifestSeal {
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
    }
}
