package io.datapact.contract.algorithm;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * A version of an algorithm as kept under {@code alg/<a>/<v>}.
 *
 * @param plugin          the plugin's id in its descriptor: {@code datapact/mpc-statistics}
 * @param pluginDigest    digest of the plugin as it will run (jar and native files)
 * @param descriptor      digest of the plugin's static descriptor, which says what is revealed to whom
 * @param operations      what it can do
 * @param trustModel      who must be trusted for what, such as {@code semi-honest-3pc}
 * @param fairness        {@code shares} or {@code none}
 * @param simulated       whether its enclave is simulated
 */
public record Algorithm(
        AlgorithmId algorithm,
        long version,
        Code plugin,
        Digest pluginDigest,
        Digest descriptor,
        List<Code> operations,
        Code trustModel,
        Code fairness,
        boolean simulated,
        boolean retired) {
    public Algorithm {
        operations = List.copyOf(operations);
        Bounds.require("version", version, 1, 999_999);
    }
}
