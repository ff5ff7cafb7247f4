package io.datapact.audit;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.bundle.TaskFiles;
import io.datapact.audit.proof.ConsistencyText;
import io.datapact.audit.rule.StartReadys;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.InclusionProof;
import io.datapact.contract.merkle.LeafHashes;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.TlogProof;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.statetree.SignedStateProof;
import io.datapact.contract.statetree.StateTree;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the files of a task's ledger: entries, values, checkpoints and proofs. */
final class TaskProofs {
    private final TaskLedger ledger;
    private final TaskSelection selection;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<Digest> leaves = new ArrayList<>();
    private final RecordedState state = new RecordedState();
    private final SortedSet<Long> relied = new TreeSet<>();

    TaskProofs(TaskLedger ledger, TaskSelection selection) {
        this.ledger = ledger;
        this.selection = selection;
    }

    TaskFiles files() {
        ledger.forEach(this::visit);
        SignedNote end = ledger.end();
        StateTree tree = prove(ledger.size(), end, ledger.size());
        put(BundleLayout.CHECKPOINT, end.write());
        LeafHashes hashes = position -> leaves.get(Math.toIntExact(position));
        for (LogEntry entry : entries) {
            InclusionProof proof = InclusionProof.make(hashes, entry.position(), ledger.size());
            put(BundleLayout.inclusion(entry.position()), new TlogProof(proof.index(), proof.path(), end).write());
        }
        relied.addAll(ledger.handovers());
        relied.stream()
                .filter(size -> size > 0 && size < ledger.size())
                .forEach(size -> put(
                        BundleLayout.consistency(size),
                        ConsistencyText.write(ConsistencyProof.make(hashes, size, ledger.size()))));
        StateReader reader = new StateReader(state);
        Digest network = reader.read(MemberKeys.FRAME)
                .map(Frame::network)
                .orElseThrow(
                        () -> new IllegalArgumentException("expected a network's frame in the history, found none"));
        Task task = reader.read(TaskKeys.task(ledger.source().task()))
                .orElseThrow(() -> new IllegalArgumentException("expected task "
                        + ledger.source().task() + " in the history, found none; name one that was proposed"));
        return new TaskFiles(files, entries, ledger.size(), tree.root(), network, task.manifest());
    }

    private void visit(LogEntry entry) {
        long position = entry.position();
        if (position > 0 && selection.starts().containsKey(position)) {
            SignedNote note = ledger.checkpoints().get(position);
            put(BundleLayout.checkpoint(position), note.write());
            prove(position, note, selection.starts().get(position));
            relied.add(position);
        }
        if (selection.entries().contains(position)) {
            entries.add(entry);
            files.put(BundleLayout.entry(position), entry.encode());
            SortedSet<Long> sizes = StartReadys.checkpointSizes(entry);
            relied.addAll(sizes);
            if (!sizes.isEmpty()) {
                relied.add(position + 1);
            }
        }
        leaves.add(entry.leafHash());
        state.apply(entry.writes());
    }

    private StateTree prove(long size, SignedNote note, long until) {
        SortedMap<String, byte[]> values = state.startingWith("");
        StateTree tree = StateTree.of(values);
        for (String key : selection.keys(size, until)) {
            put(BundleLayout.stateProof(size, key), new SignedStateProof(key, tree.prove(key), note).write());
            if (values.containsKey(key)) {
                files.put(BundleLayout.stateValue(size, key), values.get(key));
            }
        }
        return tree;
    }

    private void put(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
