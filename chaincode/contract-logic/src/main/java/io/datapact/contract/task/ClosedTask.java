package io.datapact.contract.task;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;

/** Marker {@code closed/<task>}: no start from here on; runs live on. */
public record ClosedTask(MemberId by, Code code, long at) {}
