package io.datapact.contract.task;

import io.datapact.contract.id.Code;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.CurrencyIssuer;
import java.util.List;
import java.util.Optional;

/**
 * Price of one run, and how it is shared.
 *
 * @param price    minor units, fee included
 * @param sharing  {@code fixed}, or {@code attested/<method>} where the parties attest integer weights that the method,
 *                 a code, finds in the protocol
 * @param shares   weights of what remains after the fee; 0 each where weights are attested
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
    /** Sharing by the terms' own weights. */
    public static final String FIXED = "fixed";

    private static final String ATTESTED = "attested/";

    public SettlementTerms {
        CurrencyIssuer.requireCurrency(currency);
        Bounds.require("price", price, 0, Bounds.MAXIMUM_AMOUNT);
        shares = List.copyOf(shares);
        deposits = List.copyOf(deposits);
        Bounds.require("shares", shares.size(), 0, Bounds.PARTIES);
        Bounds.require("deposits", deposits.size(), 0, Bounds.PARTIES);
        if (!sharing.equals(FIXED) && method(sharing).isEmpty()) {
            throw new IllegalArgumentException("expected sharing fixed or attested/<method>, found another");
        }
    }

    /** How weights that the parties attest are found; nothing where the terms' own weights share the price. */
    public Optional<Code> attestedMethod() {
        return method(sharing);
    }

    private static Optional<Code> method(String sharing) {
        return sharing.startsWith(ATTESTED)
                ? Optional.of(new Code(sharing.substring(ATTESTED.length())))
                : Optional.empty();
    }
}
