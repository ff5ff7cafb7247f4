package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.TaskKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of standing approvals: granted by one person, or under four-eyes by two, until ended. */
final class StandingRules {
    private StandingRules() {}

    static void grant(RuleContext context, TaskCommand.GrantStanding command) {
        StateKey<StandingApproval> key = TaskKeys.standing(command.standing());
        List<Digest> grants = new ArrayList<>();
        Optional<StandingApproval> known = context.read(key);
        if (known.isPresent()) {
            StandingApproval first = known.get();
            boolean open = first.ended().isEmpty() && first.grants().size() < StandingApproval.MAXIMUM_GRANTS;
            require(open, Reason.ALREADY_DECIDED, command.standing());
            require(first.template().equals(command.template()), Reason.MANIFEST_MISMATCH, "/template");
            for (Certificate granted : granters(context.reader(), first)) {
                boolean other = !ApprovalRules.samePerson(granted, context.signer());
                require(other, Reason.FOUR_EYES, granted.handle());
            }
            grants.addAll(first.grants());
        }
        grants.add(context.signer().digest());
        context.put(key, new StandingApproval(command.standing(), command.template(), grants, Optional.empty()));
        context.event("standing-granted", command.standing());
    }

    static void end(RuleContext context, TaskCommand.EndStanding command) {
        StateKey<StandingApproval> key = TaskKeys.standing(command.standing());
        StandingApproval standing = context.need(key, Reason.MANIFEST_MISMATCH, "/standing");
        require(standing.ended().isEmpty(), Reason.ALREADY_DECIDED, command.standing());
        context.put(
                key,
                new StandingApproval(
                        standing.standing(), standing.template(), standing.grants(), Optional.of(context.time())));
        context.event("standing-ended", command.standing());
    }

    /**
     * Why a standing approval does not stand, or nothing where it does: too few people granted it, it ended, or what is
     * left of the grants after revocations of certificates is too few.
     *
     * @param needed people that must have granted it
     */
    static Optional<Reason> lack(StateReader reader, StandingApproval standing, long needed) {
        if (standing.grants().size() < needed) {
            return Optional.of(Reason.APPROVAL_MISSING);
        }
        long live = granters(reader, standing).stream()
                .filter(certificate -> certificate.revoked().isEmpty())
                .count();
        boolean stands = standing.ended().isEmpty() && live >= needed;
        return stands ? Optional.empty() : Optional.of(Reason.APPROVAL_REVOKED);
    }

    /** Whether a named standing approval stands. */
    static boolean stands(StateReader reader, StandingId standing, long needed) {
        return reader.read(TaskKeys.standing(standing))
                .filter(found -> lack(reader, found, needed).isEmpty())
                .isPresent();
    }

    /** Certificates of those who granted it. */
    static List<Certificate> granters(StateReader reader, StandingApproval standing) {
        return standing.grants().stream()
                .map(digest -> reader.read(MemberKeys.certificate(digest))
                        .orElseThrow(() -> new IllegalStateException(
                                "expected the certificate that granted " + standing.standing() + ", found none")))
                .toList();
    }
}
