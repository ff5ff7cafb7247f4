package io.datapact.compute;

import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.id.Code;
import java.util.List;

/**
 * One operation of a plugin.
 *
 * @param name as manifests name it
 * @param summary what it does, in a sentence
 * @param minimumParties fewest parties
 * @param maximumParties most parties
 * @param trustModel label that travels into manifest, ledger and evidence, as {@code semi-honest-3pc-honest-majority}
 * @param fairness label: {@code shares} if no recipient can get its result before the release, {@code none} otherwise
 * @param assumption the trust model in a sentence: adversary, who may collude, hardness assumption
 * @param parameters JSON Schema of the parameters
 * @param reveals what is revealed to whom; empty only if nothing but the result is
 */
public record OperationDescriptor(
        Code name,
        String summary,
        long minimumParties,
        long maximumParties,
        Code trustModel,
        Code fairness,
        String assumption,
        JsonObject parameters,
        List<Disclosure> reveals) {
    private static final long MOST_PARTIES = 16;

    /** Checks the ranges. */
    public OperationDescriptor {
        reveals = List.copyOf(reveals);
        if (minimumParties < 1 || maximumParties < minimumParties || maximumParties > MOST_PARTIES) {
            throw new IllegalArgumentException("expected 1 to 16 parties, the fewest first, found %d and %d"
                    .formatted(minimumParties, maximumParties));
        }
    }
}
