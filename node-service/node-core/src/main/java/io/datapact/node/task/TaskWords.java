package io.datapact.node.task;

import io.datapact.compute.Disclosure;
import io.datapact.compute.OperationDescriptor;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A task in words, for whoever is to approve it: everything said here is in what is signed. */
final class TaskWords {
    private TaskWords() {}

    /** One sentence a line. */
    static List<String> of(TaskManifest manifest, Optional<TaskBody> body, Optional<OperationDescriptor> operation) {
        List<String> words = new ArrayList<>();
        words.add(manifest.proposer() + " asks to run " + manifest.algorithm().operation() + " of "
                + manifest.algorithm().id() + " version " + manifest.algorithm().version()
                + operation.map(each -> ": " + each.summary()).orElse("; this plugin is not installed here."));
        words.add("Purpose: " + manifest.purpose() + ".");
        manifest.inputs().forEach(input -> words.add(input(input)));
        words.add("Computed by: " + nodes(manifest, Party.COMPUTE) + ".");
        manifest.outputs().forEach(output -> words.add(output(output)));
        operation.ifPresent(each -> reveals(each, words));
        words.add("Trust: " + manifest.trust().model()
                + operation.map(each -> ". " + each.assumption()).orElse("")
                + (manifest.trust().simulated() ? " The enclave is SIMULATED." : ""));
        words.add(limits(manifest));
        words.add(money(manifest.terms(), manifest));
        manifest.terms()
                .attestedMethod()
                .ifPresent(method -> words.add("No plugin gives weights by " + method
                        + ": this node declines to approve it; ask the proposer for fixed shares."));
        body.ifPresentOrElse(
                each -> {
                    words.add("In the proposer's words: " + each.description());
                    words.add("Legal basis stated: " + each.legalBasis() + ".");
                },
                () -> words.add("The parameters have not arrived here yet; do not approve before they have."));
        return List.copyOf(words);
    }

    private static String input(TaskInput input) {
        return "Reads " + input.dataset() + " version " + input.version() + " as " + input.name() + ", columns "
                + String.join(", ", input.columns()) + " (sensitivity up to " + input.sensitivity() + ").";
    }

    private static String output(TaskOutput output) {
        String recipients = output.recipients().stream().map(Object::toString).collect(Collectors.joining(", "));
        return "Gives " + output.name() + " to " + recipients + ": at most " + output.maximumRows()
                + " rows, no group below " + output.minimumGroup()
                + (output.abroad() ? "; a recipient is abroad." : ".");
    }

    private static void reveals(OperationDescriptor operation, List<String> words) {
        for (Disclosure disclosure : operation.reveals()) {
            words.add("Besides, reveals to " + disclosure.to() + ": " + disclosure.what());
        }
    }

    private static String limits(TaskManifest manifest) {
        return "At most " + manifest.limits().runs() + " run(s) of "
                + manifest.limits().runSeconds() + " s, until "
                + Instant.ofEpochMilli(manifest.limits().notAfter()) + ".";
    }

    private static String money(SettlementTerms terms, TaskManifest manifest) {
        String shares = terms.shares().stream()
                .map(share -> share.member()
                        + terms.attestedMethod()
                                .map(method -> " as attested by " + method)
                                .orElse(" " + share.weight()))
                .collect(Collectors.joining(", "));
        String deposits = terms.deposits().stream()
                .map(deposit -> deposit.member() + " " + deposit.amount())
                .collect(Collectors.joining(", "));
        return "Price a run: " + terms.price() + " minor units " + terms.currency() + ", paid by " + manifest.payer()
                + "; shares by weight: " + (shares.isEmpty() ? "none" : shares) + "; fee: "
                + terms.fee().amount() + " to "
                + terms.fee().member() + "; deposits: " + (deposits.isEmpty() ? "none" : deposits) + ".";
    }

    private static String nodes(TaskManifest manifest, String role) {
        return manifest.parties().stream()
                .filter(party -> party.roles().contains(role))
                .map(party -> party.node().value())
                .collect(Collectors.joining(", "));
    }
}
