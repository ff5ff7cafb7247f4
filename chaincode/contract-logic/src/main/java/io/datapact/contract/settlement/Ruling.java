package io.datapact.contract.settlement;

/** An arbiter's ruling as kept under {@code ruling/<task>/<n>/<arbiter>}, written once; {@code at} is active time. */
public record Ruling(Verdict verdict, long at) {}
