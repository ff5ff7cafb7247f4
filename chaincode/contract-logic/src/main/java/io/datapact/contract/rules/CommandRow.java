package io.datapact.contract.rules;

import io.datapact.contract.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the command table: what one command asks beyond the common conditions, in the order in which it is checked,
 * which keys its rules read, and which they write. The rules do not consult it: it is their summary, and tests hold it
 * against all that commands are seen to do. Who may sign stands in {@link Permission}.
 *
 * @param command the command
 * @param asked   conditions and shared parts, in order
 * @param ownReads keys read beyond those of the shared parts
 * @param writes  keys written or deleted, {@code cmd/<digest>} apart
 */
record CommandRow(Class<? extends Command> command, List<Asked> asked, List<KeyKind> ownReads, List<KeyKind> writes) {
    CommandRow {
        asked = List.copyOf(asked);
        ownReads = List.copyOf(ownReads);
        writes = List.copyOf(writes);
    }

    /** A condition, or several that commands share. */
    sealed interface Asked permits Condition, Shared {}

    /**
     * A condition.
     *
     * @param reason for which a command is refused where it does not hold
     * @param holds  what must hold, in words
     */
    record Condition(Reason reason, String holds) implements Asked {}

    /**
     * What several commands ask alike.
     *
     * @param name       as rows name it
     * @param conditions in order
     * @param reads      keys that it reads
     */
    record Shared(String name, List<Condition> conditions, List<KeyKind> reads) implements Asked {
        Shared {
            conditions = List.copyOf(conditions);
            reads = List.copyOf(reads);
        }
    }

    static CommandRow of(Class<? extends Command> command) {
        return new CommandRow(command, List.of(), List.of(), List.of());
    }

    /** The same, asking one condition more. */
    CommandRow asks(Reason reason, String holds) {
        return asks(new Condition(reason, holds));
    }

    /** The same, asking more. */
    CommandRow asks(Asked more) {
        List<Asked> all = new ArrayList<>(asked);
        all.add(more);
        return new CommandRow(command, all, ownReads, writes);
    }

    /** The same, reading these. */
    CommandRow reads(KeyKind... kinds) {
        return new CommandRow(command, asked, List.of(kinds), writes);
    }

    /** The same, writing these. */
    CommandRow writes(KeyKind... kinds) {
        return new CommandRow(command, asked, ownReads, List.of(kinds));
    }

    /** All conditions in order, those of shared parts among them. */
    List<Condition> conditions() {
        return asked.stream()
                .flatMap(part -> switch (part) {
                    case Condition condition -> Stream.of(condition);
                    case Shared shared -> shared.conditions().stream();
                })
                .toList();
    }

    /** All keys read, those of shared parts among them, each once, sorted by kind. */
    List<KeyKind> reads() {
        Stream<KeyKind> shared = asked.stream().flatMap(part -> switch (part) {
            case Condition condition -> Stream.of();
            case Shared found -> found.reads().stream();
        });
        return Stream.concat(ownReads.stream(), shared).distinct().sorted().toList();
    }
}
