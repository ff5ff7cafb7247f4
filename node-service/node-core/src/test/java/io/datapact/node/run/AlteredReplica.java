package io.datapact.node.run;

import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import java.util.Map;
import java.util.Optional;

/**
 * A replica as of one position with some values changed.
 *
 * @param changes by key; empty where a key is taken away
 */
record AlteredReplica(Replica real, long at, Map<String, Optional<byte[]>> changes) implements Replica {
    @Override
    public ReplicaView view() {
        return viewAt(at);
    }

    @Override
    public ReplicaView viewAt(long position) {
        ReplicaView view = real.viewAt(position);
        return new ReplicaView(
                position,
                view.time(),
                key -> Optional.ofNullable(changes.get(key))
                        .orElseGet(() -> view.state().get(key)));
    }
}
