package io.datapact.node.run;

import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskInput;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.identity.DsseSigner;
import io.datapact.node.identity.Signer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs Readys, and holds one a dataset at a time, so that starts do not collide on budgets. What is held is forgotten
 * when a Ready is too old to be used, and with the process: Readys do not outlive it long.
 */
final class ReadyDesk {
    private final MemberId member;
    private final Signer node;
    private final CommandSigner nonces;
    private final Map<DatasetId, Hold> holds = new HashMap<>();

    private record Hold(RunId run, long until) {}

    ReadyDesk(Signer node, CommandSigner nonces) {
        this.member = node.member();
        this.node = node;
        this.nonces = nonces;
    }

    /** Holds this member's datasets of a task for a run, or says which one is held for another. */
    synchronized Optional<Refusal> reserve(AskReady ask, Task task, long now) {
        holds.values().removeIf(hold -> hold.until() < now);
        List<DatasetId> own = new ArrayList<>();
        for (TaskInput input : task.manifest().inputs()) {
            if (input.dataset().member().equals(member)) {
                own.add(input.dataset());
            }
        }
        for (DatasetId dataset : own) {
            Optional<Hold> held = Optional.ofNullable(holds.get(dataset));
            if (held.isPresent() && !held.get().run().equals(ask.run())) {
                return Optional.of(new Refusal(
                        Reason.PARTY_NOT_READY,
                        member + ": another start on " + dataset + " is under way; ask again in a minute"));
            }
        }
        own.forEach(dataset -> holds.put(dataset, new Hold(ask.run(), now + Ready.MAXIMUM_AGE_MILLIS)));
        return Optional.empty();
    }

    /** Lets go of what is held for a run that has started. */
    synchronized void started(RunId run) {
        holds.values().removeIf(hold -> hold.run().equals(run));
    }

    Dsse.Envelope sign(Ready ready) {
        return DsseSigner.message(node, Ready.class, ready);
    }

    Digest certificate() {
        return node.certificate();
    }

    String nonce() {
        return nonces.nonce();
    }
}
