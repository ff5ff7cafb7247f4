package io.datapact.contract.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;

/** A party's salted commitment to its share of an output. */
public record OutputCommitment(Code output, long party, Digest commitment) {}
