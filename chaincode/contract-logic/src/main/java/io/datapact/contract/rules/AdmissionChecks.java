package io.datapact.contract.rules;

import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.AlgorithmRef;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The first part of the binding checks of contract.md section 3: ALGORITHM_NOT_ACCEPTED to NODE_UNKNOWN. Made at
 * ProposeTask and again at StartRun.
 */
final class AdmissionChecks {
    private final StateReader reader;
    private final TaskManifest manifest;
    private final Policy policy;
    private final List<MemberId> reviewers;
    private final List<InputTerms> inputs;

    AdmissionChecks(RuleContext context, TaskManifest manifest) {
        this.reader = context.reader();
        this.manifest = manifest;
        this.policy = context.policy();
        this.reviewers = context.frame().reviewers();
        this.inputs = new ArrayList<>();
        for (TaskInput input : manifest.inputs()) {
            InputTerms.of(reader, input).ifPresent(inputs::add);
        }
    }

    /** Terms of the inputs in manifest order; complete once {@link #require()} has passed. */
    List<InputTerms> inputs() {
        return inputs;
    }

    void require() {
        Algorithm algorithm = acceptedAlgorithm();
        requireTrust(algorithm);
        requireDatasets();
        requireColumns();
        Code purpose = manifest.purpose();
        requireTerms(terms -> covers(terms.purposes(), purpose), Reason.PURPOSE_NOT_ALLOWED);
        Code operation = manifest.algorithm().operation();
        RefusedException.require(algorithm.operations().contains(operation), Reason.OPERATION_NOT_ALLOWED, operation);
        requireTerms(terms -> covers(terms.operations(), operation), Reason.OPERATION_NOT_ALLOWED);
        requireRecipients();
        requireGroups();
        requirePrice();
        requireNodes();
    }

    private Algorithm acceptedAlgorithm() {
        AlgorithmRef ref = manifest.algorithm();
        Optional<Algorithm> found = reader.read(AlgorithmKeys.algorithm(ref.id(), ref.version()));
        Algorithm algorithm = found.filter(known -> !known.retired())
                .orElseThrow(() -> new RefusedException(
                        Reason.ALGORITHM_NOT_ACCEPTED, ref.id().toString()));
        long reviews = reviewers.stream()
                .flatMap(reviewer -> reader.read(AlgorithmKeys.review(ref.id(), ref.version(), reviewer)).stream())
                .filter(review -> review.accepted() && review.pluginDigest().equals(algorithm.pluginDigest()))
                .count();
        RefusedException.require(reviews >= policy.reviewsNeeded(), Reason.ALGORITHM_NOT_ACCEPTED, ref.id());
        return algorithm;
    }

    private void requireTrust(Algorithm algorithm) {
        Code model = manifest.trust().model();
        Code fairness = manifest.trust().fairness();
        boolean equal =
                algorithm.trustModel().equals(model) && algorithm.fairness().equals(fairness);
        RefusedException.require(equal, Reason.TRUST_NOT_ACCEPTED, "/trust");
        requireTerms(
                terms -> terms.trustModels().contains(model) && terms.fairness().contains(fairness),
                Reason.TRUST_NOT_ACCEPTED);
        boolean simulated = manifest.trust().simulated();
        RefusedException.require(simulated == algorithm.simulated(), Reason.SIMULATED_NOT_ACCEPTED, "/trust/simulated");
        requireTerms(terms -> !simulated || terms.simulated(), Reason.SIMULATED_NOT_ACCEPTED);
    }

    private void requireDatasets() {
        for (TaskInput input : manifest.inputs()) {
            boolean active =
                    InputTerms.of(reader, input).filter(InputTerms::isActive).isPresent();
            RefusedException.require(active, Reason.DATASET_WITHDRAWN, input.dataset());
        }
    }

    private void requireColumns() {
        for (InputTerms terms : inputs) {
            for (String column : terms.input().columns()) {
                boolean free = terms.pinned().schema().column(column).isPresent()
                        && terms.allow(own -> !own.neverReleased().contains(column));
                RefusedException.require(
                        free, Reason.COLUMN_NEVER_RELEASED, terms.input().name() + "/" + column);
            }
        }
    }

    private void requireRecipients() {
        for (InputTerms terms : inputs) {
            MemberId owner = terms.input().dataset().member();
            for (TaskOutput output : manifest.outputs()) {
                for (MemberId recipient : output.recipients()) {
                    boolean named = recipient.equals(owner)
                            || terms.allow(own -> own.recipients().contains(recipient));
                    RefusedException.require(named, Reason.RECIPIENT_NOT_ALLOWED, recipient);
                }
                boolean near = !output.abroad() || terms.allow(Terms::abroad);
                RefusedException.require(near, Reason.RECIPIENT_NOT_ALLOWED, "abroad");
            }
        }
    }

    private void requireGroups() {
        long least = policy.minimumGroup();
        for (InputTerms terms : inputs) {
            least = Math.max(least, terms.most(Terms::minimumGroup));
        }
        for (TaskOutput output : manifest.outputs()) {
            RefusedException.require(output.minimumGroup() >= least, Reason.GROUP_TOO_SMALL, output.name());
        }
    }

    private void requirePrice() {
        long left = manifest.terms().price();
        for (InputTerms terms : inputs) {
            long price = terms.most(Terms::pricePerUse);
            boolean sameCurrency = price == 0
                    || terms.allow(own -> own.currency().equals(manifest.terms().currency()));
            RefusedException.require(
                    sameCurrency && price <= left,
                    Reason.PRICE_TOO_LOW,
                    terms.input().name());
            left -= price;
        }
    }

    private void requireNodes() {
        for (Party party : manifest.parties()) {
            boolean known = reader.has(MemberKeys.node(party.node()))
                    && CommonConditions.isActive(reader, party.node().member());
            RefusedException.require(known, Reason.NODE_UNKNOWN, party.node());
        }
    }

    private void requireTerms(Predicate<Terms> test, Reason reason) {
        for (InputTerms terms : inputs) {
            RefusedException.require(terms.allow(test), reason, terms.input().name());
        }
    }

    private static boolean covers(List<Code> allowed, Code asked) {
        return allowed.stream().anyMatch(code -> code.covers(asked));
    }
}
