package io.datapact.contract.rules;

import io.datapact.contract.governance.AdminEra;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateReader;

/**
 * Which certificates a reset of a member's admins has made void: ResetAdmins. Revokers' too: whoever registered one with
 * a stolen admin key could revoke the new admins with it and so undo the reset.
 */
final class AdminEras {
    private AdminEras() {}

    /** Whether a certificate is revoked, or an admin's or revoker's of an era that is over. */
    static boolean isRevoked(StateReader reader, Certificate certificate) {
        return certificate.revoked().isPresent() || (governs(certificate.role()) && isOver(reader, certificate));
    }

    /** Whether a role has power over a member's certificates: admins and revokers. */
    static boolean governs(Role role) {
        return role == Role.ADMIN || role == Role.REVOKER;
    }

    private static boolean isOver(StateReader reader, Certificate certificate) {
        MemberId member = certificate.member();
        AdminEra now = current(reader, member);
        return now.era() > 0
                && !reader.read(GovernanceKeys.era(member, certificate.digest()))
                        .filter(now::equals)
                        .isPresent();
    }

    /** The era of a member's admins. */
    static AdminEra current(StateReader reader, MemberId member) {
        return reader.read(GovernanceKeys.era(member)).orElse(AdminEra.FIRST);
    }

    /** Writes in which era an admin or revoker certificate is registered; nothing before the first reset. */
    static void enter(RuleContext context, Certificate certificate, AdminEra era) {
        if (governs(certificate.role()) && era.era() > 0) {
            context.put(GovernanceKeys.era(certificate.member(), certificate.digest()), era);
        }
    }
}
