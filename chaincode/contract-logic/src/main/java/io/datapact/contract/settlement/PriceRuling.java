package io.datapact.contract.settlement;

/** Where a ruling sends the price: to fee and shares, or back to the payer. */
public enum PriceRuling {
    SETTLE,
    REFUND
}
