package io.datapact.contract.golden;

import io.datapact.contract.command.GovernanceCommand.RequestLeave;
import io.datapact.contract.command.GovernanceCommand.Vote;
import io.datapact.contract.command.SettlementCommand.PayOut;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.governance.Action;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;

/** Chapter 11: members leave until no more may. */
final class Leaving {
    private final GoldenBook book;
    private final Joining council;

    Leaving(GoldenBook book, Joining council) {
        this.book = book;
        this.council = council;
    }

    void tell() {
        book.refuses("clearing-c", Role.NODE, new RequestLeave(), Reason.CERTIFICATE_WRONG_ROLE);
        book.accepts("clearing-c", Role.ADMIN, new RequestLeave());
        book.refuses("clearing-c", Role.ADMIN, new RequestLeave(), Reason.ALREADY_DECIDED);
        book.refuses(
                "clearing-c",
                Role.ADMIN,
                new Vote(book.motion(new Action.LongPause(60), MemberKeys.PAUSE.path()), true),
                Reason.NOT_A_PARTY);
        TaskManifest manifest = book.aTask().policy(2).slot(4).build();
        book.refuses(
                "clearing-c",
                Role.APPROVER,
                new ApproveTask(manifest.task(), manifest.digest(), 0),
                Reason.MEMBER_SUSPENDED);
        PayOut out = new PayOut("CNY", 1, ConsortiumFixture.digest("order of one that leaves"));
        book.accepts("clearing-c", Role.NODE, out);
        for (String member : List.of("arbiter-e", "insure-f")) {
            book.accepts(council.admin(member), new RequestLeave());
        }
        book.accepts("telco-b", Role.ADMIN, new RequestLeave());
        book.refuses("bank-a", Role.ADMIN, new RequestLeave(), Reason.QUORUM_MISSING);
    }
}
