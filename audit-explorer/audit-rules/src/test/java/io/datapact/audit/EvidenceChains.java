package io.datapact.audit;

import io.datapact.audit.bundle.BundleSource.EvidenceFile;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.EvidenceKind;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.Statement;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The parties' evidence of a task, signed by their nodes. */
final class EvidenceChains {
    private final ConsortiumFixture fixture;
    private final TaskId task;
    private final List<EvidenceFile> files = new ArrayList<>();
    private final Map<String, Digest> heads = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    EvidenceChains(ConsortiumFixture fixture, TaskId task) {
        this.fixture = fixture;
        this.task = task;
    }

    void state(String member, long at, Subject subject, Function<ChainLink, Predicate> predicate) {
        state(fixture.identity(member, Role.NODE), at, subject, predicate);
    }

    void state(TestIdentity signer, long at, Subject subject, Function<ChainLink, Predicate> predicate) {
        String member = signer.member();
        long counter = count(member) + 1;
        ChainLink link = new ChainLink(
                task, new MemberId(member), signer.digest(), counter, Optional.ofNullable(heads.get(member)), at);
        Predicate said = predicate.apply(link);
        byte[] payload = Statement.of(subject, said).encode();
        files.add(new EvidenceFile(
                new MemberId(member),
                EvidenceKind.of(said).fileName(counter),
                Bytes.of(fixture.seal(signer.key(), Dsse.STATEMENT, payload))));
        heads.put(member, Digest.of(payload));
        counts.put(member, counter);
    }

    Digest head(String member) {
        return Optional.ofNullable(heads.get(member)).orElseThrow();
    }

    long count(String member) {
        return counts.getOrDefault(member, 0L);
    }

    List<EvidenceFile> files() {
        return files;
    }
}
