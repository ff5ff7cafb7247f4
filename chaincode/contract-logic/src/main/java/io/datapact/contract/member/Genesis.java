package io.datapact.contract.member;

import io.datapact.contract.id.MemberId;
import java.util.List;

/**
 * The record that begins a network; its digest, over the canonical bytes, is the network's id.
 *
 * @param type       {@code datapact/genesis/1}
 * @param name       what operators call the network
 * @param created    millis since the epoch
 * @param authority  the one authoritative ledger
 * @param founders   sorted by member
 */
public record Genesis(
        String type,
        String name,
        long created,
        LedgerAuthority authority,
        long rulesVersion,
        Policy policy,
        List<Founder> founders,
        List<MemberId> reviewers,
        List<CurrencyIssuer> currencies) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/genesis/1";

    public Genesis {
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
        founders = List.copyOf(founders);
        reviewers = List.copyOf(reviewers);
        currencies = List.copyOf(currencies);
        Bounds.require("founders", founders.size(), 1, Bounds.MEMBERS);
    }
}
