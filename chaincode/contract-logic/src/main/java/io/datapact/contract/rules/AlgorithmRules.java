package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.algorithm.Review;
import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.state.StateKey;

/** Rules of algorithms. */
final class AlgorithmRules {
    private AlgorithmRules() {}

    static void decide(RuleContext context, AlgorithmCommand command) {
        switch (command) {
            case AlgorithmCommand.RegisterAlgorithm c -> register(context, c);
            case AlgorithmCommand.RetireAlgorithm c -> retire(context, c);
            case AlgorithmCommand.ReviewAlgorithm c -> review(context, c);
        }
    }

    private static void register(RuleContext context, AlgorithmCommand.RegisterAlgorithm command) {
        AlgorithmId id = command.algorithm();
        long version = command.version();
        boolean next = version == 1 || context.has(AlgorithmKeys.algorithm(id, version - 1));
        require(next, Reason.NOT_NEXT, "version");
        StateKey<Algorithm> key = AlgorithmKeys.algorithm(id, version);
        require(!context.has(key), Reason.KEY_IN_USE, key.path());
        context.put(
                key,
                new Algorithm(
                        id,
                        version,
                        command.plugin(),
                        command.pluginDigest(),
                        command.descriptor(),
                        command.operations(),
                        command.trustModel(),
                        command.fairness(),
                        command.simulated(),
                        false));
        context.event("algorithm-registered", id + "/" + version);
    }

    private static void retire(RuleContext context, AlgorithmCommand.RetireAlgorithm command) {
        StateKey<Algorithm> key = AlgorithmKeys.algorithm(command.algorithm(), command.version());
        Algorithm algorithm = context.need(key, Reason.ALGORITHM_NOT_ACCEPTED, command.algorithm());
        require(!algorithm.retired(), Reason.ALREADY_DECIDED, command.algorithm());
        context.put(
                key,
                new Algorithm(
                        algorithm.algorithm(),
                        algorithm.version(),
                        algorithm.plugin(),
                        algorithm.pluginDigest(),
                        algorithm.descriptor(),
                        algorithm.operations(),
                        algorithm.trustModel(),
                        algorithm.fairness(),
                        algorithm.simulated(),
                        true));
        context.event("algorithm-retired", command.algorithm() + "/" + command.version());
    }

    private static void review(RuleContext context, AlgorithmCommand.ReviewAlgorithm command) {
        boolean reviewer = context.frame().reviewers().contains(context.member());
        require(reviewer, Reason.CERTIFICATE_WRONG_ROLE, "reviewer");
        Algorithm algorithm = context.need(
                AlgorithmKeys.algorithm(command.algorithm(), command.version()),
                Reason.ALGORITHM_NOT_ACCEPTED,
                command.algorithm());
        boolean same = algorithm.pluginDigest().equals(command.pluginDigest());
        require(same, Reason.MANIFEST_MISMATCH, "/pluginDigest");
        context.put(
                AlgorithmKeys.review(command.algorithm(), command.version(), context.member()),
                new Review(command.pluginDigest(), command.accepted(), context.time()));
        context.event("algorithm-reviewed", command.algorithm() + "/" + command.version());
    }
}
