package io.datapact.contract.command;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.List;

/** Commands about algorithms (role approver). */
public sealed interface AlgorithmCommand extends Command {
    /** Registers a version of an algorithm under the signer's member's name. */
    record RegisterAlgorithm(
            AlgorithmId algorithm,
            long version,
            Code plugin,
            Digest pluginDigest,
            Digest descriptor,
            List<Code> operations,
            Code trustModel,
            Code fairness,
            boolean simulated)
            implements AlgorithmCommand {
        public RegisterAlgorithm {
            operations = List.copyOf(operations);
            Bounds.require("version", version, 1, Bounds.VERSIONS);
            Bounds.require("operations", operations.size(), 1, Bounds.LIST);
        }
    }

    /** Ends new starts of a version. */
    record RetireAlgorithm(AlgorithmId algorithm, long version) implements AlgorithmCommand {
        public RetireAlgorithm {
            Bounds.require("version", version, 1, Bounds.VERSIONS);
        }
    }

    /** A reviewer's word on a version, bound to the plugin's digest. */
    record ReviewAlgorithm(AlgorithmId algorithm, long version, Digest pluginDigest, boolean accepted)
            implements AlgorithmCommand {
        public ReviewAlgorithm {
            Bounds.require("version", version, 1, Bounds.VERSIONS);
        }
    }
}
