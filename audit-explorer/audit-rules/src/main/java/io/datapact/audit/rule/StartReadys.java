package io.datapact.audit.rule;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.evidence.LogEntry;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the Readys of a start rely on. */
public final class StartReadys {
    private StartReadys() {}

    /** Sizes of the checkpoints that the parties named; none where the entry is no start. */
    public static SortedSet<Long> checkpointSizes(LogEntry entry) {
        SortedSet<Long> sizes = new TreeSet<>();
        if (Dsse.Envelope.parse(entry.envelope().toBytes())
                        instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                && CommandCodec.decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<CommandPayload>(CommandPayload payload)
                && payload.command() instanceof StartRun start) {
            start.readys()
                    .forEach(bytes -> Readys.open(bytes)
                            .ifPresent(opened -> sizes.add(opened.ready().checkpointSize())));
        }
        return sizes;
    }
}
