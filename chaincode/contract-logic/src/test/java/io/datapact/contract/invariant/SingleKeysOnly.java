package io.datapact.contract.invariant;

import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.StateKey;
import java.util.Optional;
import java.util.Set;

/**
 * Deciding looks at keys that the command, its manifest, a roster or a row of the index names, and at a bounded number:
 * at no other task than its own, no other motion, no other slot, no other member's account.
 */
public final class SingleKeysOnly implements Invariant {
    /** 16 parties, 16 inputs, 64 members and what each of them asks for. */
    static final int MOST = 512;

    private static final Set<String> OF_TASKS = Set.of(
            "approval",
            "run",
            "input",
            "att",
            "release",
            "rcpt",
            "abort",
            "anchor",
            "dispute",
            "ruling",
            "outcome",
            "hold",
            "deposit");

    @Override
    public Optional<String> fault(Told told) {
        if (told.reads().size() > MOST) {
            return Optional.of("looks at " + told.reads().size() + " keys");
        }
        Optional<TaskId> task = task(told);
        for (String key : told.reads()) {
            String kind = key.substring(0, key.indexOf('/'));
            boolean foreign =
                    OF_TASKS.contains(kind) && task.isPresent() && !key.startsWith(kind + "/" + task.get() + "/");
            if (foreign || !isNamed(told, kind, key)) {
                return Optional.of("looks at a key that nothing names: " + key);
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(Told told, String kind, String key) {
        return switch (kind) {
            case "slot" ->
                told.command() instanceof TaskCommand.ProposeTask propose
                        && key.equals("slot/" + propose.manifest().proposer() + "/"
                                + StateKey.number(propose.manifest().slot()));
            case "acct" -> key.startsWith("acct/" + told.member() + "/");
            case "vote" ->
                told.command() instanceof GovernanceCommand.Enact enact
                        && key.startsWith("vote/" + enact.motion().digest() + "/");
            case "cmd" -> told.command() instanceof EvidenceCommand.RecordDenial || key.equals("cmd/" + told.payload());
            default -> true;
        };
    }

    private static Optional<TaskId> task(Told told) {
        return switch (told.command()) {
            case TaskCommand.ProposeTask c -> Optional.of(c.manifest().task());
            case TaskCommand.ApproveTask c -> Optional.of(c.task());
            case TaskCommand.RevokeApproval c -> Optional.of(c.task());
            case TaskCommand.CloseTask c -> Optional.of(c.task());
            case RunCommand c -> Optional.of(c.run().task());
            case SettlementCommand.FundTask c -> Optional.of(c.run().task());
            case SettlementCommand.LockDeposit c -> Optional.of(c.run().task());
            case SettlementCommand.Unlock c -> Optional.of(c.run().task());
            case SettlementCommand.OpenDispute c -> Optional.of(c.run().task());
            case SettlementCommand.Rule c -> Optional.of(c.run().task());
            case SettlementCommand.CloseRun c -> Optional.of(c.run().task());
            case EvidenceCommand.AnchorEvidence c -> Optional.of(c.run().task());
            default -> Optional.empty();
        };
    }
}
