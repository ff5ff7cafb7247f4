package io.datapact.contract.history;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Motions, votes, enactments, pauses and leaving. */
final class GovernanceMoves implements Moves {
    private static final long MOTION_MILLIS = 7 * 86_400_000L;

    /** Votes that a motion lacks, and now and then its enactment. */
    static List<Intent> next(Scene scene, Scene.MotionLife life) {
        Draw draw = scene.draw();
        List<Intent> intents = new ArrayList<>();
        for (String member : scene.members()) {
            if (!life.voted.contains(member)) {
                boolean yes = scene.temper(member) != Temper.MALICIOUS || draw.once(2);
                intents.add(Intent.admin(member, new GovernanceCommand.Vote(life.motion, yes)));
            }
        }
        boolean early = scene.temper(scene.anyMember()) != Temper.HONEST && draw.once(3);
        if (3 * life.voted.size() > 2 * scene.members().size() || early) {
            intents.add(0, Intent.market(scene.anyMember(), new GovernanceCommand.Enact(life.motion)));
        }
        return intents;
    }

    /** A motion of which the scene keeps the votes. */
    static Scene.MotionLife moved(Scene scene) {
        Draw draw = scene.draw();
        Action action = ActionDraw.drawn(scene);
        Digest base = draw.once(12) ? Motion.ABSENT : Bases.of(scene.player().store(), action);
        long expires = scene.time() + (draw.once(12) ? 60 * 86_400_000L : draw.once(8) ? 100_000 : MOTION_MILLIS);
        Scene.MotionLife life = new Scene.MotionLife(Motion.of(action, base, draw.nonce(), expires));
        scene.motions.add(life);
        return life;
    }

    @Override
    public Optional<Intent> stray(Scene scene) {
        Draw draw = scene.draw();
        String member = scene.anyMember();
        if (scene.time() < scene.pausedUntil && draw.once(2)) {
            return Optional.of(Intent.admin(member, new GovernanceCommand.Resume()));
        }
        return switch (draw.below(10)) {
            case 0 -> Optional.of(Intent.admin(member, new GovernanceCommand.PauseBriefly(60 + draw.below(3_000))));
            case 1 -> Optional.of(Intent.admin(member, new GovernanceCommand.Resume()));
            case 2 ->
                draw.once(3)
                        ? Optional.of(Intent.admin(member, new GovernanceCommand.RequestLeave()))
                        : Optional.empty();
            case 3, 4 ->
                draw.any(scene.motions).map(life -> Intent.market(member, new GovernanceCommand.Enact(life.motion)));
            case 5 ->
                draw.any(scene.motions)
                        .map(life -> Intent.admin(member, new GovernanceCommand.Vote(life.motion, draw.once(2))));
            default -> draw.any(next(scene, moved(scene)));
        };
    }
}
