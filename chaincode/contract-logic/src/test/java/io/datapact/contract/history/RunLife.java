package io.datapact.contract.history;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a drawer of histories remembers of a run that started. */
final class RunLife {
    private static final long RELEASE_MILLIS = 600_000;

    final RunId id;
    final TaskManifest task;
    final long deadline;
    final SortedSet<Code> committed = new TreeSet<>();
    final SortedSet<Code> returned = new TreeSet<>();
    final SortedSet<MemberId> attested = new TreeSet<>();
    final SortedSet<MemberId> aborted = new TreeSet<>();
    final SortedSet<MemberId> released = new TreeSet<>();
    final SortedSet<MemberId> receipts = new TreeSet<>();
    final SortedSet<MemberId> disputed = new TreeSet<>();
    final SortedSet<MemberId> ruled = new TreeSet<>();
    final List<MemberId> payees = new ArrayList<>();
    long lastAttestation;
    boolean decided;

    RunLife(RunId id, TaskManifest task, long started) {
        this.id = id;
        this.task = task;
        this.deadline = started + task.limits().runSeconds() * 1_000;
    }

    /** Inputs neither committed nor returned. */
    List<TaskInput> openInputs() {
        return task.inputs().stream()
                .filter(input -> !committed.contains(input.name()) && !returned.contains(input.name()))
                .toList();
    }

    boolean isWhole() {
        return committed.size() == task.inputs().size();
    }

    boolean isAttested() {
        return attested.size() == task.parties().size();
    }

    /** Whether nothing more can be computed. */
    boolean isOver(long time) {
        boolean late = isAttested() ? time > lastAttestation + RELEASE_MILLIS : time > deadline;
        return decided || !aborted.isEmpty() || late;
    }
}
