package io.datapact.node.testing;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.store.NodeStore;
import io.datapact.node.store.Tombstone;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node's memory that outlives the node in a test, as a database does. */
public final class MemoryNodeStore implements NodeStore {
    private final Map<String, byte[]> journal = new ConcurrentHashMap<>();
    private final Map<TaskId, byte[]> bodies = new ConcurrentHashMap<>();
    private final Map<TaskId, Long> revoked = new ConcurrentHashMap<>();
    private final Set<Tombstone> buried = ConcurrentHashMap.newKeySet();

    @Override
    public boolean note(RunId run, String step, byte[] value) {
        return journal.putIfAbsent(run + " " + step, value.clone()) == null;
    }

    @Override
    public Optional<byte[]> noted(RunId run, String step) {
        return Optional.ofNullable(journal.get(run + " " + step)).map(byte[]::clone);
    }

    @Override
    public void putBody(TaskId task, byte[] sealed) {
        bodies.put(task, sealed.clone());
    }

    @Override
    public Optional<byte[]> body(TaskId task) {
        return Optional.ofNullable(bodies.get(task)).map(byte[]::clone);
    }

    @Override
    public void revokeThrough(TaskId task, long through) {
        revoked.put(task, through);
    }

    @Override
    public long revokedThrough(TaskId task) {
        return revoked.getOrDefault(task, 0L);
    }

    @Override
    public void bury(Tombstone ended) {
        buried.add(ended);
    }

    @Override
    public boolean buried(Tombstone what) {
        return buried.contains(what);
    }
}
