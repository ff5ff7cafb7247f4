package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.CastVote;
import io.datapact.contract.governance.Enacted;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Roster;
import io.datapact.contract.state.StateReader;
import java.util.List;
import java.util.Optional;

/** Rules of votes, enactments and leaving. */
final class GovernanceRules {
    /** Fewest yes votes that enact anything, and fewest members that leaving leaves on the roster. */
    static final int FEWEST = 2;

    private final Motions motions;

    GovernanceRules(SignatureVerifier verifier) {
        this.motions = new Motions(new FirstAdmins(verifier));
    }

    void decide(RuleContext context, GovernanceCommand command) {
        switch (command) {
            case GovernanceCommand.Vote c -> vote(context, c);
            case GovernanceCommand.Enact c -> enact(context, c.motion());
            case GovernanceCommand.PauseBriefly c -> PauseRules.pause(context, c.seconds());
            case GovernanceCommand.Resume c -> PauseRules.resumeOwn(context);
            case GovernanceCommand.RequestLeave c -> leave(context);
        }
    }

    private static void vote(RuleContext context, GovernanceCommand.Vote command) {
        Motion motion = command.motion();
        Digest digest = motion.digest();
        MemberId member = context.member();
        require(!context.has(GovernanceKeys.enacted(digest)), Reason.ALREADY_DECIDED, digest);
        require(roster(context.reader()).members().contains(member), Reason.NOT_A_PARTY, member);
        boolean near = motion.expires() - context.time() <= Motion.MAXIMUM_MILLIS;
        require(near, Reason.OUTSIDE_WINDOW, "expires");
        require(context.time() < motion.expires(), Reason.WINDOW_OVER, "expires");
        CastVote vote = new CastVote(
                command.yes(),
                context.signer().digest(),
                context.time(),
                context.frame().network());
        context.put(GovernanceKeys.vote(digest, member), vote);
        context.event("vote-cast", digest);
    }

    private void enact(RuleContext context, Motion motion) {
        Digest digest = motion.digest();
        Motions.Change change = motions.change(context, motion.asked(), GovernanceKeys.enacted(digest));
        require(context.time() < motion.expires(), Reason.WINDOW_OVER, "expires");
        requireVotes(context, digest, motion.asked().target());
        boolean current = Motions.base(context.reader(), motion.asked()).equals(motion.base());
        require(current, Reason.BASE_CHANGED, "base");
        change.make();
        context.put(GovernanceKeys.enacted(digest), new Enacted(motion.action(), context.time()));
        context.event("enacted", motion.action());
    }

    /** QUORUM_MISSING, unless more than two thirds of those who have a say, and at least two, say yes. */
    private static void requireVotes(RuleContext context, Digest motion, Optional<MemberId> target) {
        StateReader reader = context.reader();
        Digest network = context.frame().network();
        List<MemberId> voters = roster(reader).members().stream()
                .filter(member -> !target.equals(Optional.of(member)))
                .toList();
        long yes = voters.stream()
                .flatMap(member -> reader.read(GovernanceKeys.vote(motion, member)).stream())
                .filter(vote -> vote.yes() && vote.network().equals(network) && stands(reader, vote.certificate()))
                .count();
        long quorum = quorum(voters.size());
        require(yes >= quorum, Reason.QUORUM_MISSING, yes + " of " + quorum);
    }

    /** Yes votes needed of a number of members that have a say. */
    static long quorum(long voters) {
        return Math.max(FEWEST, 2 * voters / 3 + 1);
    }

    private static boolean stands(StateReader reader, Digest certificate) {
        return reader.read(MemberKeys.certificate(certificate))
                .filter(found -> !AdminEras.isRevoked(reader, found))
                .isPresent();
    }

    private static void leave(RuleContext context) {
        MemberId id = context.member();
        Member member = context.need(MemberKeys.member(id), Reason.NOT_A_PARTY, id);
        require(member.leavingSince().isEmpty(), Reason.ALREADY_DECIDED, id);
        List<MemberId> remaining = roster(context.reader()).members().stream()
                .filter(other -> !other.equals(id))
                .toList();
        require(remaining.size() >= FEWEST, Reason.QUORUM_MISSING, "roster");
        Optional<Long> since = Optional.of(context.activeTime());
        context.put(MemberKeys.member(id), new Member(id, member.kinds(), member.status(), since, member.roots()));
        context.put(MemberKeys.ROSTER, new Roster(remaining));
        context.event("leave-requested", id);
    }

    static Roster roster(StateReader reader) {
        return reader.read(MemberKeys.ROSTER)
                .orElseThrow(() -> new IllegalStateException("expected a roster in state, found none"));
    }
}
