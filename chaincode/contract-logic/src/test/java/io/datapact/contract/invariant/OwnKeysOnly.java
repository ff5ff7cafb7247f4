package io.datapact.contract.invariant;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.member.Certificate;
import java.util.List;
import java.util.Optional;

/** A command writes its actor's own keys, a closing marker, or rows of the index, and the note of itself. */
public final class OwnKeysOnly implements Invariant {
    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Optional.empty();
        }
        List<String> own = OwnKeys.of(told);
        String note = "cmd/" + told.payload();
        boolean noted = false;
        for (Change change : told.changes()) {
            noted |= change.key().equals(note);
            boolean allowed =
                    change.key().equals(note) || own.stream().anyMatch(pattern -> fits(pattern, change.key()));
            if (!allowed || !isOwnCertificate(told, change)) {
                return Optional.of("writes what is not its own: " + change.key());
            }
        }
        return Invariant.unless(noted, "left no note of itself");
    }

    private static boolean isOwnCertificate(Told told, Change change) {
        return !change.is("cert")
                || told.command() instanceof GovernanceCommand.Enact
                || change.after(Certificate.class)
                        .filter(known -> known.member().equals(told.member()))
                        .isPresent();
    }

    /** Whether a key is of a pattern, in which one star stands for anything. */
    private static boolean fits(String pattern, String key) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(key)
                : key.startsWith(pattern.substring(0, star)) && key.endsWith(pattern.substring(star + 1));
    }
}
