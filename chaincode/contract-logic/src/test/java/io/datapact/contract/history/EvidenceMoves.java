package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.Optional;

/** Anchors, denials and deletions. */
final class EvidenceMoves implements Moves {
    private static final long DAY_MILLIS = 86_400_000L;

    @Override
    public Optional<Intent> stray(Scene scene) {
        Draw draw = scene.draw();
        if (draw.once(5)) {
            return Optional.of(deletion(scene));
        }
        return scene.anyTask().map(life -> {
            RunId run = life.run().map(found -> found.id).orElse(life.next());
            String member = draw.once(8) ? scene.anyMember() : RunMoves.member(draw.one(life.task.parties()));
            Command command = draw.once(2)
                    ? new EvidenceCommand.AnchorEvidence(
                            run, 1 + draw.below(3), ConsortiumFixture.digest("head"), 1 + draw.below(9))
                    : denial(scene, life, run);
            return scene.byNode(member, command);
        });
    }

    private static Intent deletion(Scene scene) {
        Draw draw = scene.draw();
        Optional<TaskLife> task = scene.anyTask();
        if (task.isPresent() && draw.once(2)) {
            MemberId recipient = draw.one(task.get().task.outputs().get(0).recipients());
            return scene.byNode(
                    draw.once(4) ? scene.anyMember() : recipient.value(),
                    new EvidenceCommand.RecordDeletion(
                            Optional.empty(), Optional.of(task.get().task.task()), 1 + draw.below(2)));
        }
        String member = scene.anyMember();
        Optional<DeletedRows.RowRange> range =
                draw.once(4) ? Optional.empty() : Optional.of(new DeletedRows.RowRange(0, draw.below(100)));
        DeletedRows rows = new DeletedRows(Clauses.dataset(member, draw.once(2)), 1 + draw.below(2), range);
        return scene.byNode(
                member, new EvidenceCommand.RecordDeletion(Optional.of(rows), Optional.empty(), 1 + draw.below(2)));
    }

    private static Command denial(Scene scene, TaskLife life, RunId run) {
        Draw draw = scene.draw();
        String asker = life.task.proposer().value();
        Party party = draw.one(life.task.parties());
        AskReady ask = new AskReady(
                AskReady.TYPE,
                scene.world().network(),
                run,
                life.digest,
                new NodeId(asker + "/1"),
                scene.node(asker).digest(),
                scene.time() - draw.below(3));
        Identity signer = draw.once(8) ? scene.node(RunMoves.member(party)) : scene.node(asker);
        Bytes about = World.message(AskReady.class, ask, signer);
        Optional<Denial.Overflow> overflow = draw.once(6)
                ? Optional.of(new Denial.Overflow(1, ConsortiumFixture.digest("overflow")))
                : Optional.empty();
        return new EvidenceCommand.RecordDenial(
                new MemberId(asker),
                scene.time() / DAY_MILLIS - (draw.once(8) ? 2 : 0),
                1 + draw.below(3),
                about,
                "APPROVAL_MISSING",
                overflow);
    }
}
