package io.datapact.contract.rules;

import io.datapact.contract.governance.AdminEra;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateReader;

/** Which admin certificates a reset of a member's admins has made void: ResetAdmins. */
final class AdminEras {
    private AdminEras() {}

    /** Whether a certificate is revoked, or an admin's of an era that is over. */
    static boolean isRevoked(StateReader reader, Certificate certificate) {
        return certificate.revoked().isPresent() || (certificate.role() == Role.ADMIN && isOver(reader, certificate));
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

    /** Writes in which era an admin certificate is registered; nothing before the first reset. */
    static void enter(RuleContext context, Certificate certificate, AdminEra era) {
        if (certificate.role() == Role.ADMIN && era.era() > 0) {
            context.put(GovernanceKeys.era(certificate.member(), certificate.digest()), era);
        }
    }
}
