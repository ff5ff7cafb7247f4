package io.datapact.contract.rules;

import io.datapact.contract.command.Command;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.CommandRow.Asked;
import io.datapact.contract.rules.CommandRow.Condition;
import io.datapact.contract.rules.CommandRow.Shared;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command table as Markdown. */
final class CommandTableText {
    private final Observed observed;

    /**
     * @param observed who was seen to sign what
     */
    CommandTableText(Observed observed) {
        this.observed = observed;
    }

    /** Whether a command may be signed in a pause (P), and by a suspended or leaving member (S): of {@link Permission}. */
    static String always(Command command) {
        Permission permission = Permission.of(command);
        return ((permission.whilePaused() ? "P " : "") + (permission.whileLeaving() ? "S" : "")).strip();
    }

    /** Who may sign a command of this form: of {@link Permission}. */
    static String signers(Command command) {
        Permission permission = Permission.of(command);
        List<Role> others = Arrays.stream(Role.values())
                .filter(role -> !permission.roles().contains(role))
                .toList();
        String roles = others.size() == 1
                ? "any but " + others.get(0).text()
                : permission.roles().stream().map(Role::text).collect(Collectors.joining(", "));
        String owner = Permission.owner(command).isPresent() ? " of the *owner*" : "";
        return roles + owner;
    }

    String text() {
        Stream<String> lines = Stream.of(
                        common(),
                        Stream.of(
                                "",
                                "| shared part | asks, in order (reason where it does not hold) | reads |",
                                "|---|---|---|"),
                        SharedConditions.named().stream().map(CommandTableText::shared),
                        Stream.of(
                                "",
                                "| command | signed by | P S | asks, in order (reason where it does not hold) | reads"
                                        + " | writes |",
                                "|---|---|---|---|---|---|"),
                        CommandTable.rows().stream().map(this::row))
                .flatMap(part -> part);
        return lines.collect(Collectors.joining("\n"));
    }

    private static Stream<String> common() {
        Shared common = SharedConditions.COMMON;
        Stream<String> conditions = common.conditions().stream()
                .map(condition -> "1. " + condition.reason() + ": " + condition.holds() + ".");
        return Stream.of(
                        Stream.of("Every command asks first, in this order:", ""),
                        conditions,
                        Stream.of(
                                "",
                                "For that it reads " + keys(common.reads()) + "; what is accepted writes `"
                                        + KeyKind.COMMAND.pattern() + "`."))
                .flatMap(part -> part);
    }

    private static String shared(Shared part) {
        return "| *" + part.name() + "* | " + asked(part.conditions()) + " | " + keys(part.reads()) + " |";
    }

    private String row(CommandRow row) {
        Observed.Seen seen = observed.of(row.command());
        return Stream.of(
                        row.command().getSimpleName(),
                        String.join("; ", seen.signers()),
                        String.join("; ", seen.always()),
                        asked(row.asked()),
                        keys(row.ownReads()),
                        keys(row.writes()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String asked(Collection<? extends Asked> parts) {
        return parts.stream()
                .map(part -> switch (part) {
                    case Condition(Reason reason, String holds) -> holds + " (" + reason + ")";
                    case Shared shared -> "*" + shared.name() + "*";
                })
                .collect(Collectors.joining("; "));
    }

    private static String keys(List<KeyKind> kinds) {
        return kinds.stream().sorted().map(kind -> "`" + kind.pattern() + "`").collect(Collectors.joining(", "));
    }
}
