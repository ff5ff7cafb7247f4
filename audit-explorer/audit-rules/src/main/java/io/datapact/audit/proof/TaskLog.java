package io.datapact.audit.proof;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.Ledger.Prefix;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.TlogProof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The log of a task's bundle: the checkpoint over all entries, earlier ones that it extends, and proofs that entries
 * stand in it. All of it is checked against the log's keys, from that of the genesis on; whom the genesis binds is D02's
 * matter.
 */
final class TaskLog {
    private final Bundle bundle;
    private final BundleKeys keys;
    private final Optional<Head> end;
    private final Map<Long, ConsistencyProof> extensions = new TreeMap<>();
    private final Map<Long, Head> heads = new TreeMap<>();
    private final List<Bundle.Fault> checkpointFaults = new ArrayList<>();
    private final List<Bundle.Fault> inclusionFaults = new ArrayList<>();

    /** A checkpoint that the log's key signed. */
    record Head(SignedNote note, Checkpoint head) {}

    TaskLog(Bundle bundle) {
        this.bundle = bundle;
        this.keys = BundleKeys.of(bundle);
        checkpointFaults.addAll(keys.faults());
        this.end = signed(BundleLayout.CHECKPOINT);
        bundle.paths("ledger/consistency/").forEach(this::readExtension);
        bundle.paths("ledger/checkpoints/").forEach(this::readHead);
        keys.handovers().forEach(this::requirePrefix);
        end.ifPresent(found -> heads.put(found.head().size(), found));
    }

    /** The checkpoint over all entries, where it is signed. */
    Optional<Head> end() {
        return end;
    }

    /** A signed checkpoint of a size that the last one extends, or the last one. */
    Optional<Head> head(long size) {
        return Optional.ofNullable(heads.get(size));
    }

    /** The sizes of all of them. */
    List<Long> sizes() {
        return List.copyOf(heads.keySet());
    }

    List<Bundle.Fault> checkpointFaults() {
        return checkpointFaults;
    }

    List<Bundle.Fault> inclusionFaults() {
        return inclusionFaults;
    }

    /** Whether a root is that of the log's first entries, by a proof of that size. */
    Prefix compare(long size, Digest root) {
        if (end.isEmpty()) {
            return Prefix.UNPROVEN;
        }
        Checkpoint last = end.get().head();
        if (size == last.size()) {
            return root.equals(last.root()) ? Prefix.YES : Prefix.NO;
        }
        if (size < 0 || size > last.size()) {
            return Prefix.NO;
        }
        return Optional.ofNullable(extensions.get(size))
                .map(proof -> proof.verify(root, last.root()) ? Prefix.YES : Prefix.NO)
                .orElse(Prefix.UNPROVEN);
    }

    /** Whether an entry is proven to stand in the log; notes a fault where it is not. */
    boolean includes(long position, byte[] content) {
        String path = BundleLayout.inclusion(position);
        Optional<NoteKey> key = end.flatMap(
                last -> keys.keys().map(known -> known.after(last.head().size())));
        boolean proven = key.isPresent()
                && text(path).map(TlogProof::parse).orElse(new Parsed.Malformed<>("", ""))
                        instanceof Parsed.Value<TlogProof>(TlogProof proof)
                && proof.index() == position
                && proof.checkpoint().equals(end.get().note())
                && proof.verify(MerkleTree.leafHash(content), key.get());
        if (!proven) {
            inclusionFaults.add(new Bundle.Fault(
                    path,
                    "expected a proof that entry " + position
                            + " stands in the log under the checkpoint, found none that" + " holds"));
        }
        return proven;
    }

    private void readExtension(String path) {
        long size = BundleLayout.size(path).orElse(-1L);
        boolean formed = text(path).map(ConsistencyText::parse).orElse(new Parsed.Malformed<>("", ""))
                        instanceof Parsed.Value<ConsistencyProof>(ConsistencyProof proof)
                && proof.first() == size
                && end.filter(last -> last.head().size() == proof.second()).isPresent()
                && extensions.putIfAbsent(size, proof) == null;
        if (!formed) {
            checkpointFaults.add(new Bundle.Fault(
                    path,
                    "expected a consistency proof from " + size + " entries to the checkpoint, found another form"));
        }
    }

    private void requirePrefix(BundleKeys.Handover handover) {
        long size = handover.head().size();
        if (compare(size, handover.head().root()) != Prefix.YES) {
            checkpointFaults.add(new Bundle.Fault(
                    handover.path(),
                    "expected a handover over " + size + " entries that the last checkpoint extends, found another"));
        }
    }

    private void readHead(String path) {
        long size = BundleLayout.size(path).orElse(-1L);
        Optional<Head> found = signed(path)
                .filter(head -> head.head().size() == size)
                .filter(head -> compare(size, head.head().root()) == Prefix.YES);
        found.ifPresent(head -> heads.put(size, head));
        if (found.isEmpty()) {
            checkpointFaults.add(new Bundle.Fault(
                    path,
                    "expected a checkpoint over " + size
                            + " entries that the log's key signed and the last one extends," + " found another"));
        }
    }

    private Optional<Head> signed(String path) {
        return text(path)
                .flatMap(text -> SignedNote.parse(text) instanceof Parsed.Value<SignedNote>(SignedNote note)
                                && Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)
                                && keys.verifies(note, head)
                        ? Optional.of(new Head(note, head))
                        : Optional.empty());
    }

    private Optional<String> text(String path) {
        return bundle.file(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
