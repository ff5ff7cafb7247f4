package io.datapact.node.run;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.follow.StartMark;
import io.datapact.node.identity.Pkcs12Opener;
import io.datapact.node.task.BodyBox;
import io.datapact.node.testing.MemoryNodeStore;
import io.datapact.node.testing.TestConsortium;
import io.datapact.pki.cms.CmsEnvelopes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** telco-b's gate over a real history, changed in what a test says. */
final class AlteredGate {
    private final TestConsortium consortium;
    private final TaskManifest manifest;
    private final StartMark start;
    private final Map<String, Optional<byte[]>> changes = new TreeMap<>();
    private final MemoryNodeStore store = new MemoryNodeStore();
    private NodeId self = new NodeId("telco-b/1");
    private long lateMillis = 1_000;
    private LocalPolicy policy = LocalPolicy.APPROVED_ONLY;
    private boolean bodyHere = true;

    AlteredGate(TestConsortium consortium, TaskManifest manifest, StartMark start) {
        this.consortium = consortium;
        this.manifest = manifest;
        this.start = start;
    }

    Gate gate() {
        if (bodyHere) {
            store.putBody(
                    manifest.task(),
                    consortium.node("telco-b").store().body(manifest.task()).orElseThrow());
        }
        InstantSource clock = () -> Instant.ofEpochMilli(start.time() + lateMillis);
        BodyBox bodies = new BodyBox(
                store,
                new Pkcs12Opener(consortium.node("telco-b").signer(Role.NODE)),
                new CmsEnvelopes(new SecureRandom()));
        OwnConsent consent = new OwnConsent(
                consortium.node("telco-b").folders().forks(),
                new OwnEnds(
                        new MemberId("telco-b"),
                        consortium.fixture().identity("telco-b", Role.TLS).digest(),
                        store),
                policy,
                PluginShelf.of(AlteredGate.class.getClassLoader()),
                bodies);
        return new Gate(self, new AlteredReplica(consortium.ledger(), start.position(), changes), consent, clock);
    }

    /** What the node keeps, empty but for the body. */
    MemoryNodeStore store() {
        return store;
    }

    /** The node that asks. */
    void self(NodeId node) {
        self = node;
    }

    /** How long after the start it asks. */
    void late(long millis) {
        lateMillis = millis;
    }

    void policy(LocalPolicy own) {
        policy = own;
    }

    void withoutBody() {
        bodyHere = false;
    }

    void remove(StateKey<?> key) {
        changes.put(key.path(), Optional.empty());
    }

    <T extends Record> void change(StateKey<T> key, UnaryOperator<T> how) {
        T changed = how.apply(read(key));
        changes.put(key.path(), Optional.of(RecordCodec.of(key.type()).encode(changed)));
    }

    /** Another manifest in the task; {@code started}: in the run too. */
    void manifest(ManifestBuilder changed, boolean started) {
        TaskManifest other = changed.build();
        change(
                TaskKeys.task(manifest.task()),
                task -> new Task(other, other.digest(), task.proposerCertificate(), task.proposed()));
        if (started) {
            change(RunKeys.run(start.run()), run -> Altered.run(run, other.digest(), run.parties()));
        }
    }

    void parties(Function<Run, List<PartyNode>> how) {
        change(RunKeys.run(start.run()), run -> Altered.run(run, run.manifestDigest(), how.apply(run)));
    }

    private <T extends Record> T read(StateKey<T> key) {
        return new StateReader(consortium.ledger().viewAt(start.position()).state())
                .read(key)
                .orElseThrow();
    }
}
