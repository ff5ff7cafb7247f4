package io.datapact.launcher.bench;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.AlgorithmRef;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A task without a price between the three members, and what must be registered before it. */
final class BenchTask {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final DatasetId LOANS = new DatasetId("bank-a/loans");
    private static final AlgorithmId ALGORITHM = new AlgorithmId("clearing-c/bench");
    private static final Code TRUST = new Code("semi-honest-3pc-honest-majority");
    private static final Code FAIRNESS = new Code("shares");
    private static final Digest ANY = Digest.of("bench".getBytes(StandardCharsets.US_ASCII));
    private static final long DAY_MILLIS = 86_400_000L;

    private BenchTask() {}

    /** Registrations, each signed. */
    static List<byte[]> registrations(Consortium consortium) {
        return List.of(
                consortium.signed("bank-a", "approver", new DatasetCommand.RegisterDataset(LOANS, Optional.empty())),
                consortium.signed(
                        "bank-a",
                        "approver",
                        new DatasetCommand.PublishVersion(LOANS, 1, schema(), "1-999", ANY, terms())),
                consortium.signed(
                        "clearing-c",
                        "approver",
                        new AlgorithmCommand.RegisterAlgorithm(
                                ALGORITHM,
                                1,
                                new Code("datapact/bench"),
                                ANY,
                                ANY,
                                List.of(new Code("group-by")),
                                TRUST,
                                FAIRNESS,
                                false)));
    }

    /** Id of the n-th task. */
    static TaskId task(int n) {
        return new TaskId("bank-a/bench-" + n);
    }

    /** The n-th task, in a slot of its proposer's. */
    static TaskManifest manifest(Consortium consortium, int n, int slot) {
        return new TaskManifest(
                TaskManifest.TYPE,
                consortium.network(),
                task(n),
                slot,
                1,
                BANK,
                BANK,
                new Code("credit-risk/bench"),
                new AlgorithmRef(ALGORITHM, 1, new Code("group-by")),
                List.of(new TaskInput(new Code("loans"), LOANS, 1, List.of("id"), 1, 0)),
                List.of(
                        new Party(0, new NodeId("bank-a/1"), List.of("input", "compute", "recipient")),
                        new Party(1, new NodeId("telco-b/1"), List.of("compute")),
                        new Party(2, new NodeId("clearing-c/1"), List.of("compute"))),
                List.of(new TaskOutput(new Code("table"), List.of(BANK), 10, 10, false)),
                new Limits(1, 0, System.currentTimeMillis() + DAY_MILLIS, 60, BigInteger.valueOf(1_000_000)),
                new SettlementTerms(
                        "CNY", 0, "fixed", List.of(), new MemberAmount(BANK, 0), List.of(), new Arbiters(List.of(), 0)),
                new Trust(TRUST, false, FAIRNESS),
                ANY);
    }

    private static Schema schema() {
        return new Schema(List.of(new Column("id", ColumnType.TEXT, 0, 1, false)), List.of("id"));
    }

    private static Terms terms() {
        return new Terms(
                List.of(new Code("credit-risk")),
                List.of(new Code("group-by")),
                List.of(BANK),
                List.of(TRUST),
                List.of(FAIRNESS),
                false,
                1_000,
                0,
                1_000,
                0,
                System.currentTimeMillis() + 365 * DAY_MILLIS,
                10,
                List.of(),
                "CNY",
                0,
                1,
                new Code("contract"),
                ANY,
                false);
    }
}
