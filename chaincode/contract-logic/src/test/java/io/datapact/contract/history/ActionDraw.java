package io.datapact.contract.history;

import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.ReferenceValues;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Optional;

/** Draws what a motion asks for. */
final class ActionDraw {
    private ActionDraw() {}

    static Action drawn(Scene scene) {
        Draw draw = scene.draw();
        if (scene.time() < scene.pausedUntil && draw.once(2)) {
            return new Action.Resume();
        }
        Optional<String> out = draw.any(List.copyOf(scene.suspended));
        if (out.isPresent() && draw.once(2)) {
            return new Action.Reinstate(new MemberId(out.get()));
        }
        MemberId member = new MemberId(scene.anyMember());
        List<Bytes> roots = List.of(Identities.all().root().certificate());
        return switch (draw.below(10)) {
            case 0 -> joining(scene, roots);
            case 1, 2 -> new Action.Suspend(member);
            case 3 -> new Action.SetRoots(member, roots);
            case 4 ->
                new Action.ResetAdmins(
                        member, List.of(spareAdmin(member.value()).chain()));
            case 5, 6 ->
                new Action.SetPolicy(Clauses.policy(
                        scene.policy + (draw.once(6) ? 0 : 1),
                        scene.strict != draw.once(3),
                        draw.once(2) ? scene.time() + 3_600_000 : 0));
            case 7 -> draw.once(4) ? new Action.UpgradeRules(2) : frame(scene);
            case 8 -> new Action.LongPause(300 + draw.below(20_000));
            default -> frame(scene);
        };
    }

    private static Identity spareAdmin(String member) {
        return Identities.all().get(member, Role.ADMIN, "admin-2", 1);
    }

    private static Action joining(Scene scene, List<Bytes> roots) {
        String joining = Identities.member(scene.members().size() + 1);
        return new Action.AddMember(
                new MemberId(joining),
                List.of("bank"),
                roots,
                List.of(Identities.all().get(joining, Role.ADMIN, "admin-1", 1).chain()));
    }

    private static Action frame(Scene scene) {
        Optional<List<CurrencyIssuer>> currencies = Optional.empty();
        Optional<Witnesses> witnesses = Optional.empty();
        Optional<ReferenceValues> values = Optional.empty();
        Optional<Bytes> logKey = Optional.empty();
        Optional<List<MemberId>> reviewers = Optional.empty();
        Draw draw = scene.draw();
        switch (draw.below(5)) {
            case 0 -> reviewers = Optional.of(List.of(new MemberId(Clauses.STEWARD)));
            case 1 ->
                currencies = Optional.of(List.of(
                        new CurrencyIssuer("CNY", new MemberId(Clauses.STEWARD)),
                        new CurrencyIssuer("USD", new MemberId(scene.anyMember()))));
            case 2 -> witnesses = Optional.of(new Witnesses(List.of(), 0));
            case 3 ->
                values = Optional.of(new ReferenceValues(List.of(
                        new ReferenceValues.ReferenceValue(new Code("tdx"), ConsortiumFixture.digest("measured")))));
            default -> logKey = Optional.of(logKey(draw));
        }
        return new Action.SetFrame(reviewers, currencies, witnesses, values, logKey);
    }

    /** Of few keys, the genesis' among them, so that some come again. */
    private static Bytes logKey(Draw draw) {
        byte[] key = new byte[NoteKey.KEY_BYTES];
        key[0] = (byte) draw.below(4);
        return Bytes.of(key);
    }
}
