package io.datapact.contract.run;

import io.datapact.contract.id.Digest;

/** A recipient's receipt as kept under {@code rcpt/<task>/<n>/<m>}: salted commitment to the result it opened. */
public record Receipt(Digest result, long at) {}
