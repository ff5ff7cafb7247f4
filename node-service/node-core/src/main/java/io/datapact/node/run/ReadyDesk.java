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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs Readys, and holds a dataset for one start at a time, so that starts do not collide on budgets. A hold lasts as
 * long as the first Ready given under it, however often the asker comes back; one that no start used is followed by a
 * rest, in which its asker still gets Readys but no hold, so that nobody keeps a dataset from others. All is forgotten
 * with the process: Readys do not outlive it long.
 */
final class ReadyDesk {
    /** How long the asker of a hold that no start used gets no other on the dataset, in milliseconds. */
    static final long REST_MILLIS = 10 * Ready.MAXIMUM_AGE_MILLIS;

    private final MemberId member;
    private final Signer node;
    private final CommandSigner nonces;
    private final Map<DatasetId, Hold> holds = new HashMap<>();
    private final Map<Claim, Rest> rests = new HashMap<>();

    private record Hold(RunId run, MemberId asker, long until) {}

    private record Claim(DatasetId dataset, MemberId asker) {}

    private record Rest(RunId run, long until) {}

    ReadyDesk(Signer node, CommandSigner nonces) {
        this.member = node.member();
        this.node = node;
        this.nonces = nonces;
    }

    /** Says which of this member's datasets of a task is held for another start, if one is. */
    synchronized Optional<Refusal> collision(AskReady ask, Task task, long now) {
        expire(now);
        return own(task).stream()
                .filter(dataset -> Optional.ofNullable(holds.get(dataset))
                        .filter(hold -> !hold.run().equals(ask.run()))
                        .isPresent())
                .findFirst()
                .map(dataset -> new Refusal(
                        Reason.PARTY_NOT_READY,
                        member + ": another start on " + dataset + " is under way; ask again in a minute"));
    }

    /** Holds this member's datasets of a task for a run, or says which one is held for another. */
    synchronized Optional<Refusal> reserve(AskReady ask, Task task, long now) {
        Optional<Refusal> collision = collision(ask, task, now);
        if (collision.isEmpty()) {
            MemberId asker = ask.asker().member();
            own(task).stream()
                    .filter(dataset -> !rests.containsKey(new Claim(dataset, asker)))
                    .forEach(dataset ->
                            holds.putIfAbsent(dataset, new Hold(ask.run(), asker, now + Ready.MAXIMUM_AGE_MILLIS)));
        }
        return collision;
    }

    /** Lets go of what is held for a run that has started. */
    synchronized void started(RunId run) {
        holds.values().removeIf(hold -> hold.run().equals(run));
        rests.values().removeIf(rest -> rest.run().equals(run));
    }

    private void expire(long now) {
        rests.values().removeIf(rest -> rest.until() < now);
        holds.forEach((dataset, hold) -> {
            long restsUntil = hold.until() + REST_MILLIS;
            if (hold.until() < now && restsUntil >= now) {
                rests.put(new Claim(dataset, hold.asker()), new Rest(hold.run(), restsUntil));
            }
        });
        holds.values().removeIf(hold -> hold.until() < now);
    }

    private List<DatasetId> own(Task task) {
        return task.manifest().inputs().stream()
                .map(TaskInput::dataset)
                .filter(dataset -> dataset.member().equals(member))
                .distinct()
                .toList();
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
