package io.datapact.contract.member;

import io.datapact.contract.id.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * The record that begins a network; its digest, over the canonical bytes, is the network's id.
 *
 * @param type       {@code datapact/genesis/1}
 * @param name       what operators call the network
 * @param created    millis since the epoch
 * @param authority  the one authoritative ledger
 * @param founders   sorted by member
 * @param recoverers how many founders under distinct roots sign the genesis of a recovery; all founders where it is
 *                   absent
 * @param recovery   which network this one goes on from
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
        List<CurrencyIssuer> currencies,
        Optional<Long> recoverers,
        Optional<Recovery> recovery) {
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
        int fewest = Math.min(2, founders.size());
        Bounds.require("recoverers", recoverers.orElse((long) founders.size()), fewest, founders.size());
    }

    /** A network that goes on from no other, and that all founders recover. */
    public Genesis(
            String type,
            String name,
            long created,
            LedgerAuthority authority,
            long rulesVersion,
            Policy policy,
            List<Founder> founders,
            List<MemberId> reviewers,
            List<CurrencyIssuer> currencies) {
        this(
                type,
                name,
                created,
                authority,
                rulesVersion,
                policy,
                founders,
                reviewers,
                currencies,
                Optional.empty(),
                Optional.empty());
    }
}
