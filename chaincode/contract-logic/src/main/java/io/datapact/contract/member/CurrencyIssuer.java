package io.datapact.contract.member;

import io.datapact.contract.id.MemberId;

/** A currency (three capital letters) and the member whose market certificate records what was paid in. */
public record CurrencyIssuer(String currency, MemberId issuer) {
    public CurrencyIssuer {
        requireCurrency(currency);
    }

    /** Checks a currency code. */
    public static void requireCurrency(String currency) {
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("expected a currency of three capital letters, found "
                    + currency.length() + " characters of another form");
        }
    }
}
