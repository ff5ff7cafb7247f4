package io.datapact.contract.history;

import static io.datapact.contract.testing.RecordCopy.with;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingInput;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Optional;

/** Standing approvals made to fit a task, or nearly. */
final class StandingMoves implements Moves {
    @Override
    public Optional<Intent> stray(Scene scene) {
        Draw draw = scene.draw();
        if (!scene.standings.isEmpty() && draw.once(4)) {
            StandingId ended = draw.one(List.copyOf(scene.standings.keySet()));
            return Optional.of(Intent.approver(ended.member().value(), new TaskCommand.EndStanding(ended)));
        }
        return scene.anyTask().map(life -> {
            MemberId member = draw.one(life.needed);
            StandingId id =
                    new StandingId(member + "/s-" + life.task.task().value().replace('/', '-'));
            boolean known = scene.standings.containsKey(id);
            if (known && draw.once(2)) {
                return automatic(scene, life, id);
            }
            scene.standings.put(id, life.task);
            String handle = known ? "approver-2" : "approver-1";
            return Intent.of(member.value(), Role.APPROVER, handle, new TaskCommand.GrantStanding(id, template(life)));
        });
    }

    private static Intent automatic(Scene scene, TaskLife life, StandingId id) {
        long seen = scene.draw().once(4) ? 1 : life.seq(id.member(), 1) + life.seq(id.member(), 2);
        return Intent.of(
                id.member().value(),
                Role.AUTO_APPROVER,
                "auto-1",
                new TaskCommand.ApproveTask(life.task.task(), life.digest, seen, Optional.empty(), Optional.of(id)));
    }

    private static StandingTemplate template(TaskLife life) {
        TaskManifest task = life.task;
        StandingTemplate fits = new StandingTemplate(
                List.of(new Code("credit-risk")),
                task.algorithm().id(),
                task.algorithm().version(),
                List.of(task.algorithm().operation()),
                task.inputs().stream()
                        .map(TaskInput::dataset)
                        .distinct()
                        .map(dataset -> new StandingInput(dataset, List.of("id", "segment")))
                        .toList(),
                task.parties().stream()
                        .map(Party::node)
                        .map(node -> node.member())
                        .toList(),
                task.outputs().get(0).recipients(),
                10,
                1_000,
                false,
                task.terms().currency(),
                task.terms().price(),
                task.terms().price(),
                0,
                1_000_000,
                task.limits().runs(),
                ConsortiumFixture.digest("parameters"),
                new StandingCaps(1 + number(task) % 2, 1_000_000, 1_000_000));
        // Told by the task alone, so that a second person grants the same.
        return number(task) % 3 == 0 ? with(fits, "minimumGroup", 20L) : fits;
    }

    private static int number(TaskManifest task) {
        return Integer.parseInt(task.task().value().replaceAll(".*-", ""));
    }
}
