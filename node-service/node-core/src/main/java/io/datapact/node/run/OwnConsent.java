package io.datapact.node.run;

import io.datapact.compute.OperationDescriptor;
import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.algorithm.InstalledPlugin;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.history.Forks;
import io.datapact.node.task.BodyBox;
import io.datapact.node.task.TaskBody;
import java.util.Optional;

/**
 * What this node checks of a task beyond the ledger's rules: what its member has approved and ended, its own policy,
 * the plugin and the body as they lie here.
 */
public final class OwnConsent {
    private final Forks forks;
    private final OwnEnds ends;
    private final LocalPolicy policy;
    private final PluginShelf shelf;
    private final BodyBox bodies;

    /** The consent of a member at its node. */
    OwnConsent(Forks forks, OwnEnds ends, LocalPolicy policy, PluginShelf shelf, BodyBox bodies) {
        this.forks = forks;
        this.ends = ends;
        this.policy = policy;
        this.shelf = shelf;
        this.bodies = bodies;
    }

    /** Why the task may not run here, or empty. */
    Optional<Refusal> refuses(StateReader state, TaskManifest manifest) {
        return forked().or(() -> ends.beforeStart(state, manifest))
                .or(() -> policy.refuses(manifest))
                .or(() -> sharing(manifest))
                .or(() -> plugin(state, manifest))
                .or(() -> body(manifest));
    }

    /** Why this member's consent to a run under way has ended, or empty; see {@link Standing#afterStart}. */
    Optional<Refusal> withdrawn(StateReader state, RunFacts facts) {
        return forked().or(() ->
                ends.duringRun(state, facts.manifest(), facts.run().parties()));
    }

    /** Nothing is computed on a ledger whose host was found to show two. */
    private Optional<Refusal> forked() {
        return forks.any()
                ? Optional.of(new Refusal(
                        Reason.PARTY_NOT_READY, "the ledger's host was found to show two histories; see conflict"))
                : Optional.empty();
    }

    /** Body and plugin of a task as approved, if both are here. */
    Optional<Approved> approved(StateReader state, TaskManifest manifest) {
        Optional<TaskBody> body = bodies.open(manifest);
        return body.flatMap(open -> installed(state, manifest).map(plugin -> new Approved(open, plugin)));
    }

    private static Optional<Refusal> sharing(TaskManifest manifest) {
        return manifest.terms()
                .attestedMethod()
                .map(method -> new Refusal(
                        Reason.OPERATION_NOT_ALLOWED,
                        "expected fixed shares of the price, found shares attested by " + method
                                + ", which no plugin gives"));
    }

    private Optional<Refusal> plugin(StateReader state, TaskManifest manifest) {
        Optional<InstalledPlugin> found = installed(state, manifest);
        if (found.isEmpty()) {
            return Optional.of(new Refusal(
                    Reason.ALGORITHM_NOT_ACCEPTED,
                    "expected the plugin of " + manifest.algorithm().id() + " installed here, byte for byte as"
                            + " registered, found none"));
        }
        Optional<OperationDescriptor> operation =
                found.get().descriptor().operation(manifest.algorithm().operation());
        if (operation.isEmpty()) {
            return Optional.of(new Refusal(
                    Reason.OPERATION_NOT_ALLOWED,
                    manifest.algorithm().operation().value()));
        }
        boolean trusted = operation.get().trustModel().equals(manifest.trust().model())
                && operation.get().fairness().equals(manifest.trust().fairness());
        return trusted
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.TRUST_NOT_ACCEPTED, operation.get().trustModel().value()));
    }

    private Optional<Refusal> body(TaskManifest manifest) {
        return bodies.open(manifest).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.MANIFEST_MISMATCH,
                        "bodyDigest: expected the body of this digest at this node, found none"));
    }

    private Optional<InstalledPlugin> installed(StateReader state, TaskManifest manifest) {
        Optional<Algorithm> algorithm = state.read(AlgorithmKeys.algorithm(
                manifest.algorithm().id(), manifest.algorithm().version()));
        return algorithm.flatMap(registered -> shelf.find(registered.plugin())
                .filter(plugin -> plugin.digest().equals(registered.pluginDigest()))
                .filter(plugin -> plugin.descriptor().digest().equals(registered.descriptor())));
    }
}
