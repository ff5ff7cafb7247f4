package io.datapact.contract.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import java.util.Optional;

/** A party's abort as kept under {@code abort/<task>/<n>/<m>}; blame is a claim, never a penalty. */
public record Abort(Code cause, Optional<MemberId> peer, Digest transcriptHead, long at) {}
