package io.datapact.contract.task;

import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.CurrencyIssuer;
import java.util.List;

/**
 * Price of one run, and how it is shared.
 *
 * @param price    minor units, fee included
 * @param sharing  {@code fixed}
 * @param shares   weights of what remains after the fee
 * @param deposits what members lock before a start
 */
public record SettlementTerms(
        String currency,
        long price,
        String sharing,
        List<Share> shares,
        MemberAmount fee,
        List<MemberAmount> deposits,
        Arbiters arbiters) {
    public SettlementTerms {
        CurrencyIssuer.requireCurrency(currency);
        Bounds.require("price", price, 0, Bounds.MAXIMUM_AMOUNT);
        shares = List.copyOf(shares);
        deposits = List.copyOf(deposits);
        Bounds.require("shares", shares.size(), 0, Bounds.PARTIES);
        Bounds.require("deposits", deposits.size(), 0, Bounds.PARTIES);
        if (!sharing.equals("fixed")) {
            throw new IllegalArgumentException(
                    "expected sharing fixed, found another; attested sharing is not there yet");
        }
    }
}
