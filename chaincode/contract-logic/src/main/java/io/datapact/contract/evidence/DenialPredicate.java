package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import java.util.Optional;

/**
 * Written by a gate that refused, before its RecordDenial.
 *
 * @param asker  whose command or question was refused
 * @param about  digest of the payload refused
 * @param day    days since 1970-01-01, as in RecordDenial
 * @param seq    the day's number, as in RecordDenial
 * @param reason the reason code
 */
public record DenialPredicate(
        ChainLink link, Optional<RunId> run, MemberId asker, Digest about, long day, long seq, String reason)
        implements Predicate {}
