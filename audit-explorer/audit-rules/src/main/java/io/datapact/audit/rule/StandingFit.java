package io.datapact.audit.rule;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.Optional;

/** Whether a task lies within the public bounds of a standing approval; its parameters are not public. */
final class StandingFit {
    private StandingFit() {}

    /**
     * The first thing in which a task goes beyond a template.
     *
     * @param granter whose standing approval it is
     */
    static Optional<String> beyond(StandingTemplate template, TaskManifest manifest, MemberId granter) {
        return task(template, manifest)
                .or(() -> inputs(template, manifest, granter))
                .or(() -> parties(template, manifest))
                .or(() -> outputs(template, manifest))
                .or(() -> certain(manifest.terms(), granter) < template.leastOwn()
                        ? Optional.of("what is certain to come to " + granter)
                        : Optional.empty());
    }

    /** What a settled run pays a member whatever the parties attest: the fee, and a share whose weight is fixed. */
    private static long certain(SettlementTerms terms, MemberId member) {
        long fee = terms.fee().member().equals(member) ? terms.fee().amount() : 0;
        long shared = terms.price() - terms.fee().amount();
        boolean open = terms.attestedMethod().isPresent() && terms.shares().size() > 1;
        return open || shared <= 0 || terms.shares().isEmpty()
                ? fee
                : fee + Division.of(shared, terms.shares()).getOrDefault(member, 0L);
    }

    private static Optional<String> task(StandingTemplate template, TaskManifest manifest) {
        Code purpose = manifest.purpose();
        boolean algorithm = manifest.algorithm().id().equals(template.algorithm())
                && manifest.algorithm().version() == template.version()
                && template.operations().contains(manifest.algorithm().operation());
        long price = manifest.terms().price();
        boolean priced = manifest.terms().currency().equals(template.currency())
                && template.leastPrice() <= price
                && price <= template.mostPrice();
        if (template.purposes().stream().noneMatch(allowed -> allowed.covers(purpose))) {
            return Optional.of("purpose " + purpose);
        }
        if (!algorithm) {
            return Optional.of("algorithm or operation");
        }
        if (!priced) {
            return Optional.of("price " + price);
        }
        return manifest.limits().runs() > template.runs()
                ? Optional.of(manifest.limits().runs() + " runs")
                : Optional.empty();
    }

    private static Optional<String> inputs(StandingTemplate template, TaskManifest manifest, MemberId granter) {
        if (epsilonMicros(manifest, granter) > template.epsilonMicros()) {
            return Optional.of("privacy loss of " + granter);
        }
        return manifest.inputs().stream()
                .filter(input -> template.inputs().stream()
                        .noneMatch(allowed -> allowed.dataset().equals(input.dataset())
                                && allowed.columns().containsAll(input.columns())))
                .map(TaskInput::name)
                .map(name -> "input " + name)
                .findFirst();
    }

    private static Optional<String> parties(StandingTemplate template, TaskManifest manifest) {
        return manifest.parties().stream()
                .map(party -> party.node().member())
                .filter(member -> !template.parties().contains(member))
                .map(member -> "party " + member)
                .findFirst();
    }

    private static Optional<String> outputs(StandingTemplate template, TaskManifest manifest) {
        return manifest.outputs().stream()
                .filter(output -> !template.recipients().containsAll(output.recipients())
                        || output.minimumGroup() < template.minimumGroup()
                        || output.maximumRows() > template.maximumRows()
                        || (output.abroad() && !template.abroad()))
                .map(TaskOutput::name)
                .map(name -> "output " + name)
                .findFirst();
    }

    /** Privacy loss of a member's own inputs in a run, in millionths. */
    static long epsilonMicros(TaskManifest manifest, MemberId owner) {
        return manifest.inputs().stream()
                .filter(input -> input.dataset().member().equals(owner))
                .mapToLong(TaskInput::epsilonMicros)
                .sum();
    }
}
