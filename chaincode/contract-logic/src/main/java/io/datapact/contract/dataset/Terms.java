package io.datapact.contract.dataset;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.CurrencyIssuer;
import java.util.List;

/**
 * What the owner allows. The stricter of the pinned and the newest version's terms applies at each check.
 *
 * @param purposes       codes that cover what is allowed
 * @param operations     operations allowed, by name
 * @param recipients     members that may receive results
 * @param trustModels    trust models accepted
 * @param fairness       fairness labels accepted
 * @param simulated      whether a simulated enclave is accepted
 * @param uses           runs that may ever use the data, in all versions and lineage
 * @param epsilonMicros  privacy loss that may ever be spent, in millionths; 0 where none is offered
 * @param usesPerPeriod  runs that may use the data in one period of the policy
 * @param epsilonMicrosPerPeriod privacy loss that may be spent in one period, in millionths
 * @param expires        millis since the epoch
 * @param minimumGroup   smallest group an output may show
 * @param neverReleased  columns that no task may name
 * @param currency       of the price
 * @param pricePerUse    minor units
 * @param retentionDays  how long recipients may keep results
 * @param legalBasis     code of the basis, such as {@code consent} or {@code contract}
 * @param consent        salted digest of the consent record
 * @param abroad         whether a recipient abroad is accepted
 */
public record Terms(
        List<Code> purposes,
        List<Code> operations,
        List<MemberId> recipients,
        List<Code> trustModels,
        List<Code> fairness,
        boolean simulated,
        long uses,
        long epsilonMicros,
        long usesPerPeriod,
        long epsilonMicrosPerPeriod,
        long expires,
        long minimumGroup,
        List<String> neverReleased,
        String currency,
        long pricePerUse,
        long retentionDays,
        Code legalBasis,
        Digest consent,
        boolean abroad) {
    public Terms {
        purposes = List.copyOf(purposes);
        operations = List.copyOf(operations);
        recipients = List.copyOf(recipients);
        trustModels = List.copyOf(trustModels);
        fairness = List.copyOf(fairness);
        neverReleased = List.copyOf(neverReleased);
        CurrencyIssuer.requireCurrency(currency);
        Bounds.require("uses", uses, 0, 1_000_000);
        Bounds.require("epsilonMicros", epsilonMicros, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("usesPerPeriod", usesPerPeriod, 0, 1_000_000);
        Bounds.require("epsilonMicrosPerPeriod", epsilonMicrosPerPeriod, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("expires", expires, 1, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("minimumGroup", minimumGroup, 1, 1_000_000);
        Bounds.require("pricePerUse", pricePerUse, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("retentionDays", retentionDays, 0, 36_500);
    }
}
