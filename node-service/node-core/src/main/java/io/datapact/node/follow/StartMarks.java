package io.datapact.node.follow;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateReader;
import io.datapact.node.ledger.LedgerUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the runs of one node start, with the Merkle root up to that position, kept while entries are applied in
 * order.
 */
public final class StartMarks {
    private static final String RUNS = "run/";

    private final NodeId self;
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final Map<RunId, StartMark> marks = new ConcurrentHashMap<>();
    private final Map<Long, StartMark> positions = new ConcurrentHashMap<>();

    /** Notes the runs in which a node is a party. */
    public StartMarks(NodeId self) {
        this.self = self;
    }

    /** Where a run of this node starts, or empty. */
    public Optional<StartMark> of(RunId run) {
        return Optional.ofNullable(marks.get(run));
    }

    /** The start of a run of this node at a position, or empty. */
    public Optional<StartMark> at(long position) {
        return Optional.ofNullable(positions.get(position));
    }

    /** Applies an entry; in order, by one thread. */
    void applied(LedgerUpdate update) {
        frontier.append(update.entry().leafHash());
        update.entry().writes().stream()
                .filter(write -> write.key().startsWith(RUNS))
                .flatMap(write -> write.value().stream())
                .flatMap(value -> run(value).stream())
                .filter(run ->
                        run.parties().stream().anyMatch(party -> party.node().equals(self)))
                .forEach(run -> mark(run, update));
    }

    private void mark(Run run, LedgerUpdate update) {
        if (marks.containsKey(run.run())) {
            return;
        }
        StartMark mark = new StartMark(
                run.run(),
                update.position(),
                update.entry().time(),
                update.entry().envelope(),
                frontier.root());
        marks.put(run.run(), mark);
        positions.put(update.position(), mark);
    }

    private static Optional<Run> run(String value) {
        Parsed<Run> parsed = RecordCodec.of(Run.class)
                .decode(value.getBytes(StandardCharsets.UTF_8), StateReader.MAXIMUM_RECORD_BYTES);
        return parsed instanceof Parsed.Value<Run>(Run run) ? Optional.of(run) : Optional.empty();
    }
}
