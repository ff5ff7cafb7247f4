package io.datapact.audit;

import io.datapact.contract.command.SettlementCommand.PayIn;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.List;

/** The story, with another task's commands and payments between its own. */
class TwoTasks extends AuditStory {
    /** Positions of what has nothing to do with the task. */
    final List<Long> others = new ArrayList<>();

    /** Size of the log right before the start. */
    long beforeStart;

    private long payments;

    private void other() {
        others.add(host.size());
        payments++;
        tell(
                "clearing-c",
                Role.MARKET,
                new PayIn("CNY", ConsortiumFixture.digest("payment " + payments), new MemberId("telco-b"), 5));
    }

    @Override
    void approve() {
        other();
        super.approve();
        others.add(host.size());
        tell(
                "bank-a",
                Role.APPROVER,
                new ProposeTask(aTask().task("bank-a/another").slot(2).build()));
    }

    @Override
    void start() {
        other();
        beforeStart = host.size();
        super.start();
    }

    @Override
    void commit() {
        other();
        super.commit();
    }

    @Override
    void settle() {
        other();
        super.settle();
    }
}
