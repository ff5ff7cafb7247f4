package io.datapact.contract.algorithm;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.state.StateKey;

/** The keys of algorithms. */
public final class AlgorithmKeys {
    private AlgorithmKeys() {}

    /** An algorithm's version. */
    public static StateKey<Algorithm> algorithm(AlgorithmId algorithm, long version) {
        return new StateKey<>("alg/" + algorithm + "/" + StateKey.number(version), Algorithm.class);
    }

    /** A reviewer's word on an algorithm's version. */
    public static StateKey<Review> review(AlgorithmId algorithm, long version, MemberId reviewer) {
        return new StateKey<>("review/" + algorithm + "/" + StateKey.number(version) + "/" + reviewer, Review.class);
    }
}
