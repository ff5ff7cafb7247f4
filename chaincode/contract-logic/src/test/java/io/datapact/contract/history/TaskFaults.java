package io.datapact.contract.history;

import static io.datapact.contract.testing.RecordCopy.with;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.task.AlgorithmRef;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.List;

/** Tasks with one thing wrong. */
final class TaskFaults {
    private TaskFaults() {}

    static TaskManifest bent(TaskManifest task, Scene scene) {
        Draw draw = scene.draw();
        return switch (draw.below(20)) {
            case 0 -> withInput(task, "columns", List.of("id", "secret"));
            case 1 -> withInput(task, "sensitivity", 2L);
            case 2 -> withInput(task, "version", 7L);
            case 3 -> withInput(task, "dataset", new DatasetId(scene.anyMember() + "/nowhere"));
            case 4 -> with(task, "purpose", new Code("marketing"));
            case 5 -> with(task, "algorithm", new AlgorithmRef(Clauses.ALGORITHM, 1 + draw.below(3), new Code("join")));
            case 6 -> with(task, "trust", with(task.trust(), "model", new Code("honest-majority")));
            case 7 -> with(task, "trust", with(task.trust(), "simulated", true));
            case 8 -> withOutput(task, "minimumGroup", 2L);
            case 9 -> withOutput(task, "recipients", List.of(new MemberId("nobody")));
            case 10 -> withOutput(task, "recipients", List.of(new MemberId(scene.anyMember())));
            case 11 -> withTerms(task, "price", 1L);
            case 12 ->
                withTerms(
                        task, "fee", new MemberAmount(task.payer(), task.terms().price() + 1));
            case 13 -> withTerms(task, "deposits", List.of());
            case 14 -> withTerms(task, "arbiters", new Arbiters(List.of(task.payer()), 1));
            case 15 -> withTerms(task, "currency", "EUR");
            case 16 -> with(task, "network", ConsortiumFixture.digest("another network"));
            case 17 -> with(task, "policy", Math.max(1, scene.policy + 1 - draw.below(3)));
            case 18 -> with(task, "limits", with(task.limits(), "notAfter", scene.time() + 400 * 86_400_000L));
            default -> withParty(task);
        };
    }

    private static TaskManifest withInput(TaskManifest task, String component, Object value) {
        List<TaskInput> inputs = new ArrayList<>(task.inputs());
        inputs.set(0, with(inputs.get(0), component, value));
        return with(task, "inputs", inputs);
    }

    private static TaskManifest withOutput(TaskManifest task, String component, Object value) {
        List<TaskOutput> outputs = new ArrayList<>(task.outputs());
        outputs.set(0, with(outputs.get(0), component, value));
        return with(task, "outputs", outputs);
    }

    private static TaskManifest withTerms(TaskManifest task, String component, Object value) {
        SettlementTerms terms = with(task.terms(), component, value);
        return with(task, "terms", terms);
    }

    private static TaskManifest withParty(TaskManifest task) {
        List<Party> parties = new ArrayList<>(task.parties());
        Party first = parties.get(0);
        parties.set(0, with(first, "node", new NodeId(first.node().member() + "/9")));
        return with(task, "parties", parties);
    }
}
