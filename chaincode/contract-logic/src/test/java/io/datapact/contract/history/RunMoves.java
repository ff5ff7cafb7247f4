package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts and what follows them up to the results. */
final class RunMoves implements Moves {
    private static final Code PEER_LOST = new Code("peer-lost");

    /** What parties have to do in a run that is going on. */
    static List<Intent> next(Scene scene, RunLife run) {
        List<Intent> intents = new ArrayList<>();
        if (!run.isWhole()) {
            run.openInputs().forEach(input -> intents.add(scene.byNode(owner(input), Story.commitment(run.id, input))));
        } else if (!run.isAttested()) {
            for (Party party : run.task.parties()) {
                if (!run.attested.contains(party.node().member())) {
                    intents.add(scene.byNode(member(party), attestation(scene, run, party)));
                }
            }
        } else {
            for (Party party : run.task.parties()) {
                RunCommand.Release release = Story.released(run.task, run.id, party);
                if (!run.released.contains(party.node().member())
                        && !release.keys().isEmpty()) {
                    intents.add(scene.byNode(member(party), release));
                }
            }
        }
        return intents;
    }

    /** What is left to do in a run whose computation is over. */
    static List<Intent> after(Scene scene, RunLife run) {
        List<Intent> intents = new ArrayList<>();
        for (TaskInput input : run.openInputs()) {
            intents.add(scene.byNode(owner(input), new RunCommand.ReturnReservation(run.id, input.name())));
        }
        for (MemberId recipient : run.task.outputs().get(0).recipients()) {
            if (run.isAttested() && !run.decided && !run.receipts.contains(recipient)) {
                intents.add(scene.byNode(
                        recipient.value(), new RunCommand.ConfirmReceipt(run.id, ConsortiumFixture.digest("result"))));
            }
        }
        return intents;
    }

    private static RunCommand.AttestResult attestation(Scene scene, RunLife run, Party party) {
        RunCommand.AttestResult honest = Story.attestation(run.task, run.id, party);
        if (scene.temper(member(party)) != Temper.MALICIOUS || !scene.draw().once(3)) {
            return honest;
        }
        CommonPart c = honest.common();
        CommonPart lie = new CommonPart(
                c.run(), c.manifestDigest(), c.pluginDigest(), c.inputs(), c.outputs(), List.of(), c.weights());
        return new RunCommand.AttestResult(run.id, lie, honest.own());
    }

    /** A start with Readys made now; now and then one is missing, old, or signed by another. */
    static Intent start(Scene scene, TaskLife life, RunId run) {
        Draw draw = scene.draw();
        List<Bytes> readys = new ArrayList<>();
        for (Party party : life.task.parties()) {
            boolean fails = scene.temper(member(party)) != Temper.HONEST && draw.once(10);
            if (!fails) {
                readys.add(ready(scene, life, run, party, 0, scene.node(member(party))));
            } else if (draw.once(2)) {
                readys.add(ready(scene, life, run, party, 61_000, scene.node(member(party))));
            } else if (draw.once(2)) {
                readys.add(ready(scene, life, run, party, 0, scene.node(scene.anyMember())));
            }
        }
        TaskManifest task = life.task;
        String starter = draw.once(2) ? task.proposer().value() : owner(draw.one(task.inputs()));
        return scene.byNode(starter, new RunCommand.StartRun(run, readys));
    }

    private static Bytes ready(Scene scene, TaskLife life, RunId run, Party party, long age, Identity signer) {
        Ready ready = new Ready(
                Ready.TYPE,
                scene.world().network(),
                run,
                life.digest,
                party.node(),
                scene.node(member(party)).digest(),
                Identities.all().get(member(party), Role.TLS, "1", 1).digest(),
                1,
                scene.world().network(),
                scene.time() - age,
                "0".repeat(32));
        return World.message(Ready.class, ready, signer);
    }

    @Override
    public Optional<Intent> stray(Scene scene) {
        Draw draw = scene.draw();
        if (draw.once(4)) {
            return scene.anyTask().map(life -> start(scene, life, draw.once(2) ? life.next() : anyRun(life, draw)));
        }
        return scene.anyTask().map(life -> {
            RunId run = life.run()
                    .filter(found -> !draw.once(4))
                    .map(found -> found.id)
                    .orElseGet(() -> anyRun(life, draw));
            return about(scene, life, run);
        });
    }

    private static Intent about(Scene scene, TaskLife life, RunId run) {
        Draw draw = scene.draw();
        TaskManifest task = life.task;
        Party party = draw.one(task.parties());
        TaskInput input = draw.one(task.inputs());
        Command command = switch (draw.below(10)) {
            case 0 -> Story.commitment(run, input);
            case 1, 2 -> new RunCommand.ReturnReservation(run, input.name());
            case 3 -> Story.attestation(task, run, party);
            case 4 -> Story.released(task, run, party);
            case 5 -> new RunCommand.ConfirmReceipt(run, ConsortiumFixture.digest("result"));
            case 6 ->
                new RunCommand.CommitInput(
                        run, input.name(), ConsortiumFixture.digest("forged"), Story.projectedRoot(run, input.name()));
            case 7 -> new SettlementCommand.CloseRun(run);
            default -> new RunCommand.AbortRun(run, PEER_LOST, Optional.empty(), ConsortiumFixture.digest("head"));
        };
        boolean owned = command instanceof RunCommand.ReturnReservation || command instanceof RunCommand.CommitInput;
        return scene.byNode(owned ? owner(input) : member(party), command);
    }

    static RunId anyRun(TaskLife life, Draw draw) {
        return new RunId(
                life.task.task(), 1 + draw.below((int) life.task.limits().runs() + 1));
    }

    static String member(Party party) {
        return party.node().member().value();
    }

    static String owner(TaskInput input) {
        return input.dataset().member().value();
    }
}
