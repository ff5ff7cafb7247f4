package io.datapact.contract.testing;

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
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Builds the fixture's task: bank-a asks for a group-by over its loans and telco-b's subscribers, computed by three
 * parties, shown to bank-a, paid by bank-a to telco-b with a fee to clearing-c. Each method changes one thing.
 */
public final class ManifestBuilder {
    private final Digest network;
    private TaskId task = new TaskId("bank-a/2026-000001");
    private long slot = 1;
    private long policy = 1;
    private MemberId proposer = new MemberId("bank-a");
    private MemberId payer = new MemberId("bank-a");
    private Code purpose = new Code("credit-risk/scoring");
    private AlgorithmRef algorithm =
            new AlgorithmRef(new AlgorithmId("clearing-c/mpc-statistics"), 1, new Code("group-by"));
    private List<TaskInput> inputs = List.of(
            new TaskInput(
                    new Code("loans"), new DatasetId("bank-a/loans"), 1, List.of("id", "amount", "defaulted"), 4, 0),
            new TaskInput(
                    new Code("subscribers"), new DatasetId("telco-b/subscribers"), 1, List.of("id", "segment"), 3, 0));
    private List<Party> parties = List.of(
            new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
            new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE)),
            new Party(2, new NodeId("clearing-c/1"), List.of(Party.COMPUTE)));
    private List<TaskOutput> outputs =
            List.of(new TaskOutput(new Code("table"), List.of(new MemberId("bank-a")), 10, 1_000, false));
    private Limits limits;
    private SettlementTerms terms = terms(100_000, 10_000);
    private Trust trust = new Trust(new Code("semi-honest-3pc"), false, new Code("shares"));
    private Digest bodyDigest = Digest.of("body".getBytes(StandardCharsets.US_ASCII));

    ManifestBuilder(Digest network, long start) {
        this.network = network;
        this.limits = new Limits(1, 0, start + 86_400_000L, 600, BigInteger.valueOf(1_000_000_000));
    }

    /** Terms of a price with deposits of one amount from each party, telco-b's share and clearing-c's fee of a tenth. */
    public static SettlementTerms terms(long price, long deposit) {
        return new SettlementTerms(
                "CNY",
                price,
                "fixed",
                List.of(new Share(new MemberId("telco-b"), 60), new Share(new MemberId("bank-a"), 0)),
                new MemberAmount(new MemberId("clearing-c"), price / 10),
                List.of(
                        new MemberAmount(new MemberId("bank-a"), deposit),
                        new MemberAmount(new MemberId("telco-b"), deposit),
                        new MemberAmount(new MemberId("clearing-c"), deposit)),
                new Arbiters(List.of(), 0));
    }

    /** Another number in the proposer's series. */
    public ManifestBuilder task(String id) {
        this.task = new TaskId(id);
        return this;
    }

    public ManifestBuilder slot(long value) {
        this.slot = value;
        return this;
    }

    public ManifestBuilder policy(long value) {
        this.policy = value;
        return this;
    }

    public ManifestBuilder proposer(String value) {
        this.proposer = new MemberId(value);
        return this;
    }

    public ManifestBuilder payer(String value) {
        this.payer = new MemberId(value);
        return this;
    }

    public ManifestBuilder purpose(String value) {
        this.purpose = new Code(value);
        return this;
    }

    public ManifestBuilder algorithm(String id, long version, String operation) {
        this.algorithm = new AlgorithmRef(new AlgorithmId(id), version, new Code(operation));
        return this;
    }

    public ManifestBuilder inputs(TaskInput... value) {
        this.inputs = List.of(value);
        return this;
    }

    public ManifestBuilder parties(Party... value) {
        this.parties = List.of(value);
        return this;
    }

    public ManifestBuilder outputs(TaskOutput... value) {
        this.outputs = List.of(value);
        return this;
    }

    public ManifestBuilder limits(Limits value) {
        this.limits = value;
        return this;
    }

    /** Another number of runs. */
    public ManifestBuilder runs(long value) {
        this.limits = new Limits(value, limits.notBefore(), limits.notAfter(), limits.runSeconds(), limits.peerBytes());
        return this;
    }

    public ManifestBuilder terms(SettlementTerms value) {
        this.terms = value;
        return this;
    }

    public ManifestBuilder trust(Trust value) {
        this.trust = value;
        return this;
    }

    public ManifestBuilder bodyDigest(Digest value) {
        this.bodyDigest = value;
        return this;
    }

    /** The inputs so far. */
    public List<TaskInput> inputs() {
        return inputs;
    }

    /** The manifest. */
    public TaskManifest build() {
        return new TaskManifest(
                TaskManifest.TYPE,
                network,
                task,
                slot,
                policy,
                proposer,
                payer,
                purpose,
                algorithm,
                inputs,
                parties,
                outputs,
                limits,
                terms,
                trust,
                bodyDigest);
    }
}
