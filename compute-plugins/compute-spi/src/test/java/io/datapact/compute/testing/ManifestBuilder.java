package io.datapact.compute.testing;

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
import java.util.ArrayList;
import java.util.List;

/** A valid manifest of which a test says only what it is about. */
public final class ManifestBuilder {
    private static final Digest NETWORK = Digest.of("a network".getBytes(StandardCharsets.UTF_8));
    private static final MemberId PROPOSER = new MemberId("bank-a");

    private final String plugin;
    private final String operation;
    private final List<TaskInput> inputs = new ArrayList<>();
    private final List<Party> parties = new ArrayList<>();
    private long minimumGroup = 1;
    private long maximumRows = 1000;

    private ManifestBuilder(String plugin, String operation) {
        this.plugin = plugin;
        this.operation = operation;
    }

    /** A manifest for an operation; it still needs parties and inputs. */
    public static ManifestBuilder aManifest(String plugin, String operation) {
        return new ManifestBuilder(plugin, operation);
    }

    /** Adds the next party, with node {@code <member>/1}. */
    public ManifestBuilder party(String member, String... roles) {
        parties.add(new Party(parties.size(), new NodeId(member + "/1"), List.of(roles)));
        return this;
    }

    /** Adds an input of a dataset {@code <member>/<name>}. */
    public ManifestBuilder input(String member, String name, String... columns) {
        DatasetId dataset = new DatasetId(member + "/" + name);
        inputs.add(new TaskInput(new Code(name), dataset, 1, List.of(columns), 3, 0));
        return this;
    }

    /** Sets the output's minimum group; 1 otherwise. */
    public ManifestBuilder minimumGroup(long records) {
        this.minimumGroup = records;
        return this;
    }

    /** Sets the output's most rows; 1,000 otherwise. */
    public ManifestBuilder maximumRows(long rows) {
        this.maximumRows = rows;
        return this;
    }

    /** The manifest, with one output {@code table} for the first party's member. */
    public TaskManifest build() {
        MemberId recipient = parties.getFirst().node().member();
        return new TaskManifest(
                TaskManifest.TYPE,
                NETWORK,
                new TaskId("bank-a/2026-000001"),
                1,
                1,
                PROPOSER,
                PROPOSER,
                new Code("credit-risk/scoring"),
                new AlgorithmRef(new AlgorithmId(plugin), 1, new Code(operation)),
                inputs,
                parties,
                List.of(new TaskOutput(new Code("table"), List.of(recipient), minimumGroup, maximumRows, false)),
                new Limits(1, 0, 1_790_000_000_000L, 600, BigInteger.valueOf(1_000_000_000)),
                new SettlementTerms(
                        "CNY",
                        0,
                        "fixed",
                        List.of(),
                        new MemberAmount(PROPOSER, 0),
                        List.of(),
                        new Arbiters(List.of(), 0)),
                new Trust(new Code("plaintext"), false, new Code("shares")),
                Digest.of(new byte[] {1}));
    }
}
