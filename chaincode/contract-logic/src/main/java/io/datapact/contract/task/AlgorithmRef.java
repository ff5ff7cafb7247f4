package io.datapact.contract.task;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.member.Bounds;

/** One operation of one version of an algorithm. */
public record AlgorithmRef(AlgorithmId id, long version, Code operation) {
    public AlgorithmRef {
        Bounds.require("version", version, 1, Bounds.VERSIONS);
    }
}
