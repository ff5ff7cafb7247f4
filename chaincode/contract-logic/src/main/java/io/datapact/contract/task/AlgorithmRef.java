package io.datapact.contract.task;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;

/** One operation of one version of an algorithm. */
public record AlgorithmRef(AlgorithmId id, long version, Code operation) {}
