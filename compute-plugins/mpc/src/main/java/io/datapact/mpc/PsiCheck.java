package io.datapact.mpc;

import io.datapact.compute.Problem;
import io.datapact.compute.plaintext.PsiParameters;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.List;

/** What can be wrong with a task of {@code psi}, seen from manifest and parameters alone. */
final class PsiCheck {
    private PsiCheck() {}

    static List<Problem> problems(TaskManifest manifest, PsiParameters parameters) {
        Findings findings = new Findings(manifest);
        findings.parties(2);
        for (TaskInput input : manifest.inputs()) {
            findings.column("parameters/key", input.name().value(), parameters.key());
        }
        for (TaskOutput output : manifest.outputs()) {
            boolean owner = output.recipients().size() == 1
                    && manifest.inputs().stream()
                            .anyMatch(input -> input.dataset()
                                    .member()
                                    .equals(output.recipients().getFirst()));
            findings.expect(
                    owner,
                    "manifest/outputs/" + output.name(),
                    "expected exactly one recipient, an input's owner, found others; "
                            + "give each owner that shall know an output of its own");
        }
        return findings.problems();
    }
}
