package io.datapact.contract.history;

import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.invariant.Needed;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/** Keeps in a scene what an accepted act changed. */
final class Memory {
    private final Scene scene;

    Memory(Scene scene) {
        this.scene = scene;
    }

    void keep(Act act) {
        MemberId me = act.signer().memberId();
        switch (act.command()) {
            case TaskCommand c -> keep(act, me, c);
            case RunCommand c -> keep(act, me, c);
            case SettlementCommand c -> keep(me, c);
            case GovernanceCommand c -> keep(act, c);
            case MemberCommand.RegisterCertificate c -> {
                if (c.role() == Role.NODE) {
                    scene.nodes.put(me.value(), 2);
                }
            }
            case DatasetCommand.PublishVersion c ->
                scene.versions.put(c.dataset().value(), c.version());
            default -> {}
        }
    }

    private Optional<TaskLife> task(TaskId id) {
        return scene.tasks.stream().filter(life -> life.task.task().equals(id)).findFirst();
    }

    private Optional<RunLife> run(RunId id) {
        return task(id.task())
                .flatMap(life ->
                        life.runs.stream().filter(run -> run.id.equals(id)).findFirst());
    }

    private void keep(Act act, MemberId me, TaskCommand command) {
        switch (command) {
            case TaskCommand.ProposeTask c -> propose(c.manifest());
            case TaskCommand.ApproveTask c ->
                task(c.task()).ifPresent(life -> {
                    long first = c.standing().isPresent() ? 1 : c.slot().orElse(1L);
                    long last = c.standing().isPresent() ? life.slots : first;
                    for (long slot = first; slot <= last; slot++) {
                        life.seqs.merge(TaskLife.slot(me, slot), 1L, Long::sum);
                        life.approved.put(TaskLife.slot(me, slot), act.time());
                    }
                });
            case TaskCommand.RevokeApproval c ->
                task(c.task()).ifPresent(life -> {
                    String slot = TaskLife.slot(me, c.slot().orElse(1L));
                    life.seqs.merge(slot, 1L, Long::sum);
                    life.approved.remove(slot);
                });
            case TaskCommand.CloseTask c -> task(c.task()).ifPresent(life -> life.closed = true);
            case TaskCommand.GrantStanding c -> {
                // The moves know which task it was made for.
            }
            case TaskCommand.EndStanding c -> scene.standings.remove(c.standing());
        }
    }

    private void propose(TaskManifest manifest) {
        Policy policy = scene.player()
                .reader()
                .read(MemberKeys.policy(manifest.policy()))
                .orElseThrow(() -> new IllegalStateException("expected the policy of a task accepted"));
        List<MemberId> needed = List.copyOf(Needed.members(manifest, policy));
        scene.tasks.add(new TaskLife(manifest, needed, Needed.slots(policy)));
    }

    private void keep(Act act, MemberId me, RunCommand command) {
        if (command instanceof RunCommand.StartRun start) {
            task(start.run().task()).ifPresent(life -> {
                life.runs.add(new RunLife(start.run(), life.task, act.time()));
                life.locks.clear();
            });
        }
        run(command.run()).ifPresent(run -> {
            switch (command) {
                case RunCommand.StartRun c -> {}
                case RunCommand.CommitInput c -> run.committed.add(c.input());
                case RunCommand.ReturnReservation c -> run.returned.add(c.input());
                case RunCommand.AttestResult c -> {
                    run.attested.add(me);
                    run.lastAttestation = act.time();
                }
                case RunCommand.AbortRun c -> run.aborted.add(me);
                case RunCommand.Release c -> run.released.add(me);
                case RunCommand.ConfirmReceipt c -> run.receipts.add(me);
            }
        });
    }

    private void keep(MemberId me, SettlementCommand command) {
        switch (command) {
            case SettlementCommand.FundTask c -> task(c.run().task()).ifPresent(life -> lock(life, c.run(), "hold"));
            case SettlementCommand.LockDeposit c ->
                task(c.run().task()).ifPresent(life -> lock(life, c.run(), me.value()));
            case SettlementCommand.Unlock c ->
                task(c.run().task()).filter(life -> c.run().equals(life.next())).ifPresent(life -> {
                    life.locks.remove(me.value());
                    if (life.task.payer().equals(me)) {
                        life.locks.remove("hold");
                    }
                });
            case SettlementCommand.OpenDispute c -> run(c.run()).ifPresent(run -> run.disputed.add(me));
            case SettlementCommand.Rule c -> run(c.run()).ifPresent(run -> run.ruled.add(me));
            case SettlementCommand.CloseRun c -> run(c.run()).ifPresent(this::decided);
            case SettlementCommand.Collect c -> {
                c.pays().forEach(id -> run(id).ifPresent(run -> run.payees.remove(me)));
                scene.payIns.removeIf(payIn -> c.payIns().contains(payIn.reference()));
            }
            case SettlementCommand.PayIn c ->
                scene.payIns.add(new Scene.Uncollected(c.member().value(), c.currency(), c.reference()));
            case SettlementCommand.PayOut c -> {}
        }
    }

    private static void lock(TaskLife life, RunId run, String what) {
        if (run.equals(life.next())) {
            life.locks.add(what);
        }
    }

    private void decided(RunLife run) {
        run.decided = true;
        scene.player().reader().read(SettlementKeys.outcome(run.id)).map(Outcome::postings).stream()
                .flatMap(List::stream)
                .map(Outcome.Posting::to)
                .distinct()
                .forEach(run.payees::add);
    }

    private void keep(Act act, GovernanceCommand command) {
        switch (command) {
            case GovernanceCommand.Vote c ->
                motion(c.motion()).ifPresent(life -> life.voted.add(act.signer().member()));
            case GovernanceCommand.Enact c -> {
                motion(c.motion()).ifPresent(life -> life.enacted = true);
                enacted(act, c.motion().asked());
            }
            case GovernanceCommand.PauseBriefly c -> scene.pausedUntil = act.time() + c.seconds() * 1_000;
            case GovernanceCommand.Resume c -> scene.pausedUntil = act.time();
            case GovernanceCommand.RequestLeave c ->
                scene.leaving.add(act.signer().member());
        }
    }

    private Optional<Scene.MotionLife> motion(Motion motion) {
        return scene.motions.stream().filter(life -> life.motion.equals(motion)).findFirst();
    }

    private void enacted(Act act, Action action) {
        switch (action) {
            case Action.Suspend a -> scene.suspended.add(a.member().value());
            case Action.Reinstate a -> scene.suspended.remove(a.member().value());
            case Action.SetPolicy a -> {
                scene.policy = a.policy().version();
                scene.strict = a.policy().approvals().fourEyes();
            }
            case Action.LongPause a -> scene.pausedUntil = act.time() + a.seconds() * 1_000;
            case Action.Resume a -> scene.pausedUntil = act.time();
            default -> {}
        }
    }
}
