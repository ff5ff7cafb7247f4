package io.datapact.contract.history;

import io.datapact.contract.command.Header;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;

/** What is done to a well-meant act: sent again, forged, signed by another, for another network, too late. */
final class Attacks {
    private Attacks() {}

    static Act bent(Scene scene, Intent intent) {
        Draw draw = scene.draw();
        return switch (draw.below(9)) {
            case 0, 1 ->
                draw.any(scene.player().acts())
                        .map(told -> told.at(scene.time()))
                        .orElseGet(() -> scene.act(intent));
            case 2 -> scene.act(new Intent(likewise(scene, intent), intent.command()));
            case 3, 4 -> scene.act(new Intent(draw.one(Identities.all().of(intent.member())), intent.command()));
            case 5 -> scene.act(intent).sealed(draw.once(2) ? Act.Seal.FORGED : Act.Seal.GARBLED);
            case 6 ->
                scene.act(
                        intent,
                        ConsortiumFixture.digest("another network"),
                        intent.signer().role(),
                        Header.START_VALIDITY_MILLIS);
            case 7 -> scene.act(intent, scene.world().network(), Role.ADMIN, Header.START_VALIDITY_MILLIS);
            default -> scene.act(intent, draw.once(2) ? -1 : 2 * Header.MAXIMUM_VALIDITY_MILLIS);
        };
    }

    /** Another member's certificate of the same role. */
    private static Identity likewise(Scene scene, Intent intent) {
        Identity signer = intent.signer();
        return Identities.all().get(scene.anyMember(), signer.role(), signer.handle(), signer.serial());
    }
}
