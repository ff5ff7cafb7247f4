package io.datapact.contract.evidence;

import io.datapact.contract.id.MemberId;

/**
 * Kept under {@code denied/<gate>/<payload digest>}: under which number a gate recorded that it refused something, so
 * that it records it once.
 *
 * @param asker whose command or question it was
 * @param day   days since 1970-01-01, as in the denial
 * @param seq   the day's number
 */
public record DenialEntry(MemberId asker, long day, long seq) {}
