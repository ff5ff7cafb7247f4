package io.datapact.contract.task;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * A result.
 *
 * @param name         one segment
 * @param recipients   members that receive it
 * @param minimumGroup smallest group it may show
 * @param maximumRows  most rows it may have
 * @param abroad       whether a recipient is abroad
 */
public record TaskOutput(Code name, List<MemberId> recipients, long minimumGroup, long maximumRows, boolean abroad) {
    /** Most rows of any output. */
    public static final long MAXIMUM_ROWS = 100_000_000;

    public TaskOutput {
        recipients = List.copyOf(recipients);
        Bounds.require("recipients", recipients.size(), 1, Bounds.PARTIES);
        Bounds.require("minimumGroup", minimumGroup, 1, 1_000_000);
        Bounds.require("maximumRows", maximumRows, 1, MAXIMUM_ROWS);
    }
}
