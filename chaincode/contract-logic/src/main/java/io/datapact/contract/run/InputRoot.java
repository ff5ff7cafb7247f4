package io.datapact.contract.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;

/** Projected root of a named input. */
public record InputRoot(Code input, Digest root) {}
