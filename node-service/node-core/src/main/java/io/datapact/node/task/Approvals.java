package io.datapact.node.task;

import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.CloseTask;
import io.datapact.contract.command.TaskCommand.RevokeApproval;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Slots;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Signer;
import io.datapact.node.ledger.Replica;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.store.Tombstone;

/** Approves, revokes and closes tasks; signed with an approver's key. */
public final class Approvals {
    private final CommandDesk desk;
    private final Keyring keys;
    private final Replica replica;
    private final OwnRevocations revocations;

    /** Acts for one member. */
    public Approvals(CommandDesk desk, Keyring keys, Replica replica, OwnRevocations revocations) {
        this.desk = desk;
        this.keys = keys;
        this.replica = replica;
        this.revocations = revocations;
    }

    /**
     * Approves exactly the manifest of a digest. An own revocation signed before ends with it.
     *
     * @param manifest the digest that the approver has looked at
     * @throws NotComputableException if its sharing is by attested weights, which no plugin gives
     */
    public CommandDesk.Filed approve(TaskId task, Digest manifest) throws InterruptedException {
        Signer signer = keys.require(Role.APPROVER);
        requireComputable(task);
        long seen = seen(task);
        if (revocations.revokedThrough(task) > seen) {
            revocations.revokeThrough(task, seen);
        }
        return desk.file(signer, new ApproveTask(task, manifest, seen));
    }

    /** Revokes the approval, or forecloses one not given yet. Binds this node's gate at once, whatever the ledger does. */
    public CommandDesk.Filed revoke(TaskId task) throws InterruptedException {
        Signer signer = keys.require(Role.APPROVER);
        revocations.revokeThrough(task, OwnRevocations.EVERYTHING);
        return desk.file(signer, new RevokeApproval(task, seen(task)));
    }

    /**
     * Closes a task: no start from here on, at this node whatever the ledger does. A run under way lives on; revoking the
     * approval ends it.
     */
    public CommandDesk.Filed close(TaskId task, Code code) throws InterruptedException {
        Signer signer = keys.require(Role.APPROVER);
        revocations.bury(Tombstone.of(task));
        return desk.file(signer, new CloseTask(task, code));
    }

    private void requireComputable(TaskId task) {
        new StateReader(replica.view().state())
                .read(TaskKeys.task(task))
                .flatMap(found -> found.manifest().terms().attestedMethod())
                .ifPresent(method -> {
                    throw new NotComputableException("expected a task whose price is shared by fixed weights, found one"
                            + " shared by weights attested by " + method
                            + ", which no plugin gives; ask the proposer for fixed shares");
                });
    }

    private long seen(TaskId task) {
        return new StateReader(replica.view().state())
                .read(TaskKeys.approval(task, keys.member(), Slots.FIRST))
                .map(Approval::seq)
                .orElse(0L);
    }
}
