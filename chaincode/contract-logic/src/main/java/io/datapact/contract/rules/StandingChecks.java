package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.StandingInput;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether a task lies within the public bounds of a standing approval: STANDING_EXCEEDED with the manifest's field. */
final class StandingChecks {
    private final MemberId member;
    private final StandingTemplate template;
    private final TaskManifest manifest;

    StandingChecks(StandingApproval standing, TaskManifest manifest) {
        this.member = standing.standing().member();
        this.template = standing.template();
        this.manifest = manifest;
    }

    void require() {
        within(template.purposes().stream().anyMatch(code -> code.covers(manifest.purpose())), "/purpose");
        within(manifest.algorithm().id().equals(template.algorithm()), "/algorithm/id");
        within(manifest.algorithm().version() == template.version(), "/algorithm/version");
        within(template.operations().contains(manifest.algorithm().operation()), "/algorithm/operation");
        each("/inputs/", manifest.inputs(), this::covers);
        within(ownEpsilon(manifest, member) <= template.epsilonMicros(), "/inputs/epsilonMicros");
        each(
                "/parties/",
                manifest.parties(),
                party -> template.parties().contains(party.node().member()));
        each("/outputs/", manifest.outputs(), this::covers);
        Limits limits = manifest.limits();
        within(limits.runs() <= template.runs(), "/limits/runs");
        within(manifest.terms().currency().equals(template.currency()), "/terms/currency");
        long price = manifest.terms().price();
        within(price >= template.leastPrice() && price <= template.mostPrice(), "/terms/price");
        within(certain(manifest.terms(), member) >= template.leastOwn(), "/terms/shares");
    }

    /**
     * What a settled run pays a member of the price for certain: the fee, and its share. Where sharing is attested, a
     * share is certain only of a member that shares with nobody.
     */
    static long certain(SettlementTerms terms, MemberId member) {
        long fee = terms.fee().member().equals(member) ? terms.fee().amount() : 0;
        long shared = terms.price() - terms.fee().amount();
        boolean alone = terms.shares().size() == 1;
        if (shared == 0 || (terms.attestedMethod().isPresent() && !alone)) {
            return fee;
        }
        List<Share> shares = terms.attestedMethod().isEmpty()
                ? terms.shares()
                : List.of(new Share(terms.shares().get(0).member(), 1));
        return fee
                + Sharing.split(shared, shares).stream()
                        .filter(part -> part.member().equals(member))
                        .mapToLong(Sharing.Part::amount)
                        .sum();
    }

    /** Privacy loss of a member's own inputs in a run; no overflow: at most 16 amounts below 2^53. */
    static long ownEpsilon(TaskManifest manifest, MemberId member) {
        return manifest.inputs().stream()
                .filter(input -> input.dataset().member().equals(member))
                .mapToLong(TaskInput::epsilonMicros)
                .sum();
    }

    private boolean covers(TaskInput input) {
        Stream<StandingInput> allowed = template.inputs().stream();
        return allowed.filter(found -> found.dataset().equals(input.dataset()))
                .anyMatch(found -> found.columns().containsAll(input.columns()));
    }

    private boolean covers(TaskOutput output) {
        return template.recipients().containsAll(output.recipients())
                && output.minimumGroup() >= template.minimumGroup()
                && output.maximumRows() <= template.maximumRows()
                && (template.abroad() || !output.abroad());
    }

    private static <T> void each(String path, List<T> items, Predicate<T> test) {
        for (int i = 0; i < items.size(); i++) {
            within(test.test(items.get(i)), path + i);
        }
    }

    private static void within(boolean fits, String field) {
        RefusedException.require(fits, Reason.STANDING_EXCEEDED, field);
    }
}
