package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proposals and approvals. */
final class TaskMoves implements Moves {
    /** Approvals that a task still needs, each by the person that its slot is for, or all of a member's by its standing. */
    static List<Intent> next(Scene scene, TaskLife life) {
        List<Intent> intents = new ArrayList<>();
        for (String lacking : life.lacking(scene.time())) {
            String member = lacking.substring(0, lacking.indexOf('/'));
            long slot = Long.parseLong(lacking.substring(lacking.indexOf('/') + 1));
            intents.add(approval(scene, life, member, slot));
        }
        return intents;
    }

    private static Intent approval(Scene scene, TaskLife life, String member, long slot) {
        TaskManifest task = life.task;
        StandingId standing =
                new StandingId(member + "/s-" + task.task().value().replace('/', '-'));
        if (scene.standings.containsKey(standing)) {
            long seen = 0;
            for (long each = 1; each <= life.slots; each++) {
                seen += life.seq(new MemberId(member), each);
            }
            return Intent.of(
                    member,
                    Role.AUTO_APPROVER,
                    "auto-1",
                    new TaskCommand.ApproveTask(
                            task.task(), life.digest, seen, Optional.empty(), Optional.of(standing)));
        }
        return Intent.of(
                member,
                Role.APPROVER,
                "approver-" + slot,
                new TaskCommand.ApproveTask(
                        task.task(), life.digest, life.seq(new MemberId(member), slot), Optional.of(slot)));
    }

    /** A new task, now and then one with a fault. */
    static Intent proposal(Scene scene) {
        TaskManifest drawn = TaskDraw.drawn(scene);
        boolean careless = scene.temper(drawn.proposer().value()) != Temper.HONEST;
        TaskManifest task = careless && scene.draw().once(2) ? TaskFaults.bent(drawn, scene) : drawn;
        String handle = scene.strict && !scene.draw().once(8) ? "approver-3" : "approver-1";
        return Intent.of(task.proposer().value(), Role.APPROVER, handle, new TaskCommand.ProposeTask(task));
    }

    @Override
    public Optional<Intent> stray(Scene scene) {
        Draw draw = scene.draw();
        if (draw.once(4)) {
            return Optional.of(proposal(scene));
        }
        return scene.anyTask().map(life -> {
            String member =
                    draw.once(3) ? scene.anyMember() : draw.one(life.needed).value();
            String handle = "approver-" + (1 + draw.below(3));
            long slot = 1L + draw.below(2);
            long seq = draw.once(3) ? draw.below(3) : life.seq(new MemberId(member), slot);
            Command command = switch (draw.below(10)) {
                case 0, 1 -> new TaskCommand.RevokeApproval(life.task.task(), seq, Optional.of(slot));
                case 2 -> new TaskCommand.CloseTask(life.task.task(), new Code("no-need"));
                case 3 ->
                    new TaskCommand.ApproveTask(
                            life.task.task(), ConsortiumFixture.digest("other"), seq, Optional.of(slot));
                case 4 -> new TaskCommand.ProposeTask(life.task);
                default -> new TaskCommand.ApproveTask(life.task.task(), life.digest, seq, Optional.of(slot));
            };
            return Intent.of(
                    command instanceof TaskCommand.ProposeTask
                            ? life.task.proposer().value()
                            : member,
                    Role.APPROVER,
                    handle,
                    command);
        });
    }
}
