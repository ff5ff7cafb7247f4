package io.datapact.node.task;

import io.datapact.compute.OperationDescriptor;
import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.rules.Slots;
import io.datapact.contract.rules.TaskStates;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskState;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What waits for this member's approvers: each task in words, with the difference from what they approved last. */
public final class ApprovalInbox {
    private final MemberId member;
    private final Replica replica;
    private final TaskList tasks;
    private final PluginShelf shelf;
    private final BodyBox bodies;
    private final BodyFetcher fetcher;
    private final InstantSource clock;

    /** The inbox of one member. */
    public ApprovalInbox(
            MemberId member,
            Replica replica,
            TaskList tasks,
            PluginShelf shelf,
            BodyBox bodies,
            BodyFetcher fetcher,
            InstantSource clock) {
        this.member = member;
        this.replica = replica;
        this.tasks = tasks;
        this.shelf = shelf;
        this.bodies = bodies;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** All that waits, oldest first. */
    public List<InboxItem> waiting() {
        ReplicaView view = replica.view();
        StateReader state = new StateReader(view.state());
        long now = Math.max(view.time(), clock.millis());
        return tasks.all().stream()
                .filter(task -> waits(state, task, now))
                .sorted(Comparator.comparingLong(Task::proposed))
                .map(task -> item(state, task))
                .toList();
    }

    private boolean waits(StateReader state, Task task, long now) {
        TaskManifest manifest = task.manifest();
        boolean open = TaskStates.of(state, manifest.task(), now).equals(Optional.of(TaskState.PROPOSED));
        return open
                && Slots.needed(state, manifest).contains(member)
                && LongStream.rangeClosed(Slots.FIRST, Slots.each(state, manifest))
                        .anyMatch(slot -> !filled(state, manifest, slot, now));
    }

    private boolean filled(StateReader state, TaskManifest manifest, long slot, long now) {
        return state.read(TaskKeys.approval(manifest.task(), member, slot))
                .filter(entry -> entry.status() == ApprovalStatus.APPROVED && now <= entry.standsUntil())
                .isPresent();
    }

    private InboxItem item(StateReader state, Task task) {
        TaskManifest manifest = task.manifest();
        fetcher.ensure(manifest);
        Optional<TaskBody> body = bodies.open(manifest);
        Optional<Task> earlier = lastApproved(state, task);
        return new InboxItem(
                manifest,
                task.digest(),
                TaskWords.of(manifest, body, operation(state, manifest)),
                earlier.map(before -> difference(before.manifest(), manifest)).orElse(List.of()),
                earlier.isPresent(),
                body.isPresent());
    }

    private List<String> difference(TaskManifest before, TaskManifest after) {
        List<String> lines = new ArrayList<>(TaskDifference.between(before, after));
        Optional<JsonObject> old = bodies.open(before).map(TaskBody::parameters);
        Optional<JsonObject> fresh = bodies.open(after).map(TaskBody::parameters);
        if (old.isPresent() && fresh.isPresent()) {
            lines.addAll(TaskDifference.between(old.get(), fresh.get()));
        }
        return lines;
    }

    private Optional<Task> lastApproved(StateReader state, Task task) {
        return tasks.all().stream()
                .filter(other -> !other.digest().equals(task.digest()))
                .filter(other ->
                        other.manifest().proposer().equals(task.manifest().proposer()))
                .filter(other -> other.manifest()
                        .algorithm()
                        .id()
                        .equals(task.manifest().algorithm().id()))
                .filter(other -> approval(state, other)
                        .filter(entry -> entry.status() == ApprovalStatus.APPROVED)
                        .isPresent())
                .max(Comparator.comparingLong(Task::proposed));
    }

    private Optional<Approval> approval(StateReader state, Task task) {
        return state.read(TaskKeys.approval(task.manifest().task(), member, Slots.FIRST));
    }

    private Optional<OperationDescriptor> operation(StateReader state, TaskManifest manifest) {
        return state.read(AlgorithmKeys.algorithm(
                        manifest.algorithm().id(), manifest.algorithm().version()))
                .map(Algorithm::plugin)
                .flatMap(shelf::find)
                .flatMap(plugin ->
                        plugin.descriptor().operation(manifest.algorithm().operation()));
    }
}
