package io.datapact.launcher.request;

import java.util.List;
import java.util.Map;

/**
 * Terms of a dataset for one purpose, operation, recipient and trust model, with shares released only after attestation.
 *
 * @param uses          runs that may use it
 * @param expires       millis since the epoch
 * @param minimumGroup  rows that a group told to the recipient has at least
 * @param neverReleased columns that no task may name
 * @param pricePerUse   minor units of the currency
 * @param consent       salted digest of the consent record, 64 hexadecimal digits
 */
public record DatasetTerms(
        String purpose,
        String operation,
        String recipient,
        String trustModel,
        long uses,
        long expires,
        long minimumGroup,
        List<String> neverReleased,
        String currency,
        long pricePerUse,
        long retentionDays,
        String legalBasis,
        String consent) {
    /** Copies the list. */
    public DatasetTerms {
        neverReleased = List.copyOf(neverReleased);
    }

    Map<String, Object> json() {
        return Map.ofEntries(
                Map.entry("purposes", List.of(purpose)),
                Map.entry("operations", List.of(operation)),
                Map.entry("recipients", List.of(recipient)),
                Map.entry("trustModels", List.of(trustModel)),
                Map.entry("fairness", List.of(Proposal.FAIRNESS)),
                Map.entry("simulated", false),
                Map.entry("uses", uses),
                Map.entry("epsilonMicros", 0),
                Map.entry("usesPerPeriod", uses),
                Map.entry("epsilonMicrosPerPeriod", 0),
                Map.entry("expires", expires),
                Map.entry("minimumGroup", minimumGroup),
                Map.entry("neverReleased", neverReleased),
                Map.entry("currency", currency),
                Map.entry("pricePerUse", pricePerUse),
                Map.entry("retentionDays", retentionDays),
                Map.entry("legalBasis", legalBasis),
                Map.entry("consent", consent),
                Map.entry("abroad", false));
    }
}
