package io.datapact.contract.member;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import java.util.List;

/**
 * {@code network/frame}: what every command is judged against.
 *
 * @param network      digest of the genesis record
 * @param rulesVersion version of the rule book
 * @param policy       newest policy version
 * @param reviewers    members whose reviews of algorithms count
 * @param currencies   currencies with their issuers
 */
public record Frame(
        Digest network, long rulesVersion, long policy, List<MemberId> reviewers, List<CurrencyIssuer> currencies) {
    public Frame {
        reviewers = List.copyOf(reviewers);
        currencies = List.copyOf(currencies);
    }
}
