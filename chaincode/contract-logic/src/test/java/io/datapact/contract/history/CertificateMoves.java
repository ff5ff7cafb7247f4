package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.member.Role;
import java.util.List;
import java.util.Optional;

/** Certificates registered, replaced and revoked. */
final class CertificateMoves implements Moves {
    @Override
    public Optional<Intent> stray(Scene scene) {
        Draw draw = scene.draw();
        String member = scene.anyMember();
        List<Identity> own = Identities.all().of(member);
        if (draw.once(2)) {
            List<Identity> spare = own.stream()
                    .filter(identity ->
                            identity.serial() > 1 || identity.handle().equals("admin-2") || draw.once(12))
                    .toList();
            String sender = draw.once(8) ? scene.anyMember() : member;
            return Optional.of(Intent.admin(sender, scene.world().registration(draw.one(spare))));
        }
        List<Identity> revocable = own.stream()
                .filter(identity -> !identity.handle().equals(Identities.VAULT))
                .filter(identity -> identity.role() != Role.ADMIN || draw.once(4))
                .toList();
        Command revoke = new MemberCommand.RevokeCertificate(
                draw.one(revocable).digest(),
                "key-compromise",
                scene.time() - (draw.once(6) ? 40 * 86_400_000L : draw.below(100_000)));
        String sender = draw.once(8) ? scene.anyMember() : member;
        return Optional.of(
                draw.once(2) ? Intent.of(sender, Role.REVOKER, "revoker-1", revoke) : Intent.admin(sender, revoke));
    }
}
