package io.datapact.audit.rule;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
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
                .or(() -> outputs(template, manifest));
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
                        || output.minimumGroup() < template.minimumGroup())
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
