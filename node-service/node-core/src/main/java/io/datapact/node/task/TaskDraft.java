package io.datapact.node.task;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.AlgorithmRef;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import java.util.List;

/** A manifest as its proposer writes it; the node adds type, network and the body's digest. */
public record TaskDraft(
        TaskId task,
        long slot,
        long policy,
        MemberId proposer,
        MemberId payer,
        Code purpose,
        AlgorithmRef algorithm,
        List<TaskInput> inputs,
        List<Party> parties,
        List<TaskOutput> outputs,
        Limits limits,
        SettlementTerms terms,
        Trust trust) {
    /** Copies the lists. */
    public TaskDraft {
        inputs = List.copyOf(inputs);
        parties = List.copyOf(parties);
        outputs = List.copyOf(outputs);
    }

    /** The manifest of this draft with a body. */
    public TaskManifest manifest(Digest network, TaskBody body) {
        return new TaskManifest(
                TaskManifest.TYPE,
                network,
                task,
                slot,
                policy,
                proposer,
                payer,
                purpose,
                algorithm,
                inputs,
                parties,
                outputs,
                limits,
                terms,
                trust,
                body.digest());
    }
}
