package io.datapact.contract.invariant;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Roster;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is enacted has the yes votes of more than two thirds of the roster without its target, by certificates that stand,
 * and of two members at least: no member alone reaches it.
 */
public final class QuorumOfMembers implements Invariant {
    private final SortedMap<Digest, SortedMap<MemberId, Digest>> yes = new TreeMap<>();
    private final SortedSet<Digest> revoked = new TreeSet<>();
    private final SortedMap<MemberId, SortedSet<Digest>> voters = new TreeMap<>();

    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Optional.empty();
        }
        return switch (told.command()) {
            case GovernanceCommand.Vote vote -> {
                vote(told, vote);
                yield Optional.empty();
            }
            case MemberCommand.RevokeCertificate revoke -> {
                revoked.add(revoke.certificate());
                yield Optional.empty();
            }
            case GovernanceCommand.Enact enact -> enacted(told, enact.motion());
            case GovernanceCommand.RequestLeave leave ->
                Invariant.unless(
                        told.after(MemberKeys.ROSTER).orElseThrow().members().size() >= 2, "a lonely roster");
            default -> Optional.empty();
        };
    }

    private void vote(Told told, GovernanceCommand.Vote vote) {
        SortedMap<MemberId, Digest> cast = yes.computeIfAbsent(vote.motion().digest(), motion -> new TreeMap<>());
        cast.remove(told.member());
        if (vote.yes()) {
            cast.put(told.member(), told.certificate());
        }
        voters.computeIfAbsent(told.member(), member -> new TreeSet<>()).add(told.certificate());
    }

    private Optional<String> enacted(Told told, Motion motion) {
        Action action = motion.asked();
        Roster roster = told.need(MemberKeys.ROSTER);
        List<MemberId> electorate = roster.members().stream()
                .filter(member -> !action.target().equals(Optional.of(member)))
                .toList();
        SortedMap<MemberId, Digest> cast = yes.getOrDefault(motion.digest(), new TreeMap<>());
        long votes = electorate.stream()
                .filter(member -> cast.containsKey(member) && !revoked.contains(cast.get(member)))
                .count();
        boolean enough = votes >= 2 && 3 * votes > 2L * electorate.size();
        if (action instanceof Action.ResetAdmins reset) {
            revoked.addAll(voters.getOrDefault(reset.member(), new TreeSet<>()));
        }
        return Invariant.unless(enough, "enacted by " + votes + " of " + electorate.size());
    }
}
