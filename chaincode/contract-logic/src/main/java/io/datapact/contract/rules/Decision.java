package io.datapact.contract.rules;

import io.datapact.contract.state.Write;
import java.util.List;

/** What a command comes to. */
public sealed interface Decision {
    /** The command holds: these writes, sorted by key, and these events. */
    record Accepted(List<Write> writes, List<Event> events) implements Decision {
        public Accepted {
            writes = List.copyOf(writes);
            events = List.copyOf(events);
        }
    }

    /**
     * The command is refused; nothing changes.
     *
     * @param detail what the reason concerns: a path, member, state or field; never personal data or secrets
     */
    record Rejected(Reason reason, String detail) implements Decision {}
}
