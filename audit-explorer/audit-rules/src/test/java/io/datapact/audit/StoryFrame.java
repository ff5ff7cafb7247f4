package io.datapact.audit;

import io.datapact.audit.bundle.BundleSource;
import io.datapact.audit.bundle.BundleSource.EvidenceFile;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Where a story of a task is told: its ledger, its evidence, and the bundle of both. */
class StoryFrame {
    static final long STEP_MILLIS = 1_000;
    static final byte[] BODY = "{\"parameters\":\"none\",\"salt\":\"0\"}".getBytes(StandardCharsets.US_ASCII);

    final ConsortiumFixture fixture;
    final WrongHost host;
    TaskManifest manifest;
    final RunId run;
    final EvidenceChains evidence;
    final LogRing ring;
    long time;

    /** A consortium whose registrations are told once, since they take longest. */
    private static final class Begun {
        private static final Story STORY = Story.begun(ConsortiumFixture.create());
    }

    StoryFrame() {
        this(Begun.STORY);
    }

    /** Goes on from where a consortium of one's own stands. */
    StoryFrame(Story begun) {
        this.fixture = begun.fixture();
        this.host = new WrongHost(begun.ledger().entries());
        this.time = begun.time();
        this.manifest = firstManifest();
        this.run = new RunId(manifest.task(), 1);
        this.ring = new LogRing(fixture.logSigner());
        this.evidence = new EvidenceChains(fixture, manifest.task());
    }

    TaskManifest firstManifest() {
        return aTask().build();
    }

    final ManifestBuilder aTask() {
        return fixture.aTask().bodyDigest(Digest.of(BODY));
    }

    final long day() {
        return time / 86_400_000L;
    }

    static Digest payloadDigest(byte[] envelope) {
        return Dsse.Envelope.parse(envelope) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope read)
                ? read.payloadDigest()
                : Digest.of(envelope);
    }

    final void tell(String member, Role role, Command command) {
        time += STEP_MILLIS;
        host.accept(signed(member, role, command), time);
    }

    final void tell(TestIdentity signer, Command command) {
        time += STEP_MILLIS;
        host.accept(signed(signer, command), time);
    }

    /** A further approver or machine of a member, registered. */
    final TestIdentity registered(String member, Role role, String handle) {
        TestIdentity identity = fixture.newIdentity(member, role, handle);
        tell(member, Role.ADMIN, fixture.registration(identity));
        return identity;
    }

    final byte[] signed(String member, Role role, Command command) {
        return fixture.signed(member, role, command, time);
    }

    final byte[] signed(TestIdentity signer, Command command) {
        return fixture.signed(signer, command, time);
    }

    final void say(Party party, Function<ChainLink, Predicate> predicate) {
        evidence.state(party.node().member().value(), time, subject(), predicate);
    }

    final Subject subject() {
        return Subject.of(manifest.task().value(), manifest.digest());
    }

    List<EvidenceFile> files() {
        return evidence.files();
    }

    SignedNote note() {
        return noteAt(host.size());
    }

    /** The log's signed checkpoint over the first entries. */
    final SignedNote noteAt(long size) {
        return ring.sign(size, host.root(size), host.stateRoot(size));
    }

    final byte[] bundle() {
        return TestBundles.write(this, new Source());
    }

    /** The bundle of class task, by an exporter that kept the checkpoints of these sizes. */
    final byte[] taskBundle(long... kept) {
        return TestBundles.writeTask(this, new Source(kept));
    }

    /** What an exporter has. */
    private final class Source implements BundleSource {
        private final List<byte[]> kept;

        Source(long... kept) {
            this.kept =
                    LongStream.of(kept).mapToObj(size -> bytes(noteAt(size))).toList();
        }

        @Override
        public TaskId task() {
            return manifest.task();
        }

        @Override
        public long entries() {
            return host.size();
        }

        @Override
        public byte[] entry(long position) {
            return host.entries().get((int) position).encode();
        }

        @Override
        public byte[] checkpoint() {
            return bytes(note());
        }

        @Override
        public List<byte[]> checkpoints() {
            return kept;
        }

        @Override
        public List<byte[]> handovers() {
            return ring.keys().handovers().stream()
                    .map(handover -> bytes(noteAt(handover.size())))
                    .toList();
        }

        @Override
        public Optional<byte[]> body() {
            return Optional.of(BODY);
        }

        @Override
        public List<EvidenceFile> evidence() {
            return files();
        }

        private static byte[] bytes(SignedNote note) {
            return note.write().getBytes(StandardCharsets.UTF_8);
        }
    }
}
