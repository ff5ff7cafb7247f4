package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Pause;
import io.datapact.contract.state.StateReader;

/** The conditions that all commands share, in order of precedence: contract.md sections 5 and 7. */
final class CommonConditions {
    private CommonConditions() {}

    static Frame frame(StateReader reader) {
        return reader.read(MemberKeys.FRAME)
                .orElseThrow(() -> new IllegalStateException(
                        "expected " + MemberKeys.FRAME.path() + " in state, found none; write the genesis first"));
    }

    /** COMMAND_EXPIRED. */
    static void requireLive(Header header, Command command, long t) {
        long furthest =
                command instanceof RunCommand.StartRun ? Header.START_VALIDITY_MILLIS : Header.MAXIMUM_VALIDITY_MILLIS;
        boolean live = header.validUntil() >= t && header.validUntil() - t <= furthest;
        require(live, Reason.COMMAND_EXPIRED, "validUntil");
    }

    /** CERTIFICATE_UNKNOWN, as far as the registry goes. */
    static Certificate signer(StateReader reader, Header header) {
        return reader.read(MemberKeys.certificate(header.signer()))
                .orElseThrow(() -> new RefusedException(
                        Reason.CERTIFICATE_UNKNOWN, header.signer().toString()));
    }

    /** CERTIFICATE_NOT_YET, _EXPIRED, _REVOKED. */
    static void requireValid(StateReader reader, Certificate certificate, long t) {
        Digest digest = certificate.digest();
        require(t >= certificate.notBefore() && t >= certificate.effectiveFrom(), Reason.CERTIFICATE_NOT_YET, digest);
        require(t <= certificate.notAfter(), Reason.CERTIFICATE_EXPIRED, digest);
        require(!AdminEras.isRevoked(reader, certificate), Reason.CERTIFICATE_REVOKED, digest);
    }

    /** CERTIFICATE_WRONG_ROLE, MEMBER_SUSPENDED, NETWORK_PAUSED, and ALREADY_DECIDED of the very same command. */
    static void requirePermitted(
            StateReader reader, Header header, Certificate signer, Command command, Digest payload, long t) {
        Permission permission = Permission.of(command);
        boolean role = header.role() == signer.role() && permission.roles().contains(signer.role());
        require(role, Reason.CERTIFICATE_WRONG_ROLE, signer.role());
        Permission.owner(command)
                .ifPresent(owner -> require(signer.member().equals(owner), Reason.CERTIFICATE_WRONG_ROLE, owner));
        if (!permission.whileLeaving()) {
            require(isActive(reader, signer.member()), Reason.MEMBER_SUSPENDED, signer.member());
        }
        if (!permission.whilePaused()) {
            boolean paused = reader.read(MemberKeys.PAUSE).orElse(Pause.NONE).pausedAt(t);
            require(!paused, Reason.NETWORK_PAUSED, "pause");
        }
        require(!reader.has(CommandKeys.outcome(payload)), Reason.ALREADY_DECIDED, "command");
    }

    /** Whether a member is there, ACTIVE and not leaving. */
    static boolean isActive(StateReader reader, MemberId member) {
        return reader.read(MemberKeys.member(member))
                .filter(CommonConditions::isActive)
                .isPresent();
    }

    private static boolean isActive(Member member) {
        return member.status() == MemberStatus.ACTIVE && member.leavingSince().isEmpty();
    }
}
