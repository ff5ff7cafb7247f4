package io.datapact.contract.rules;

import io.datapact.contract.command.Header;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.PrecedenceTest.Bench;
import io.datapact.contract.rules.PrecedenceTest.Fault;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can be wrong with any command. */
final class CommonFaults {
    private CommonFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(Reason.WRONG_NETWORK, "wrong-network", CommonFaults::wrongNetwork),
                new Fault(Reason.RULES_UNKNOWN, "rules-unknown", CommonFaults::unknownRules),
                new Fault(Reason.COMMAND_EXPIRED, "command-expired", CommonFaults::expired),
                new Fault(Reason.CERTIFICATE_UNKNOWN, "certificate-unknown", CommonFaults::unregistered),
                new Fault(
                        Reason.CERTIFICATE_NOT_YET,
                        "certificate-not-yet",
                        bench -> certificate(bench, c -> Bent.effectiveFrom(c, now(bench) + 1))),
                new Fault(
                        Reason.CERTIFICATE_EXPIRED,
                        "certificate-expired",
                        bench -> certificate(bench, c -> Bent.notAfter(c, now(bench) - 1))),
                new Fault(
                        Reason.CERTIFICATE_REVOKED,
                        "certificate-revoked",
                        bench -> certificate(bench, c -> Bent.revoked(c, now(bench) - 1))),
                new Fault(Reason.CERTIFICATE_WRONG_ROLE, "wrong-role", CommonFaults::wrongRole),
                new Fault(Reason.MEMBER_SUSPENDED, "member-suspended", CommonFaults::suspended),
                new Fault(Reason.NETWORK_PAUSED, "network-paused", CommonFaults::paused),
                new Fault(
                        Reason.ALREADY_DECIDED,
                        "command-replayed",
                        bench -> bench.scenario().replayed()));
    }

    private static long now(Bench bench) {
        return bench.scenario().time();
    }

    private static void wrongNetwork(Bench bench) {
        bench.scenario()
                .header(h -> new Header(
                        ConsortiumFixture.digest("elsewhere"), h.signer(), h.role(), h.nonce(), h.validUntil()));
    }

    private static void unknownRules(Bench bench) {
        bench.scenario()
                .edit(
                        MemberKeys.FRAME,
                        frame -> new Frame(frame.network(), 2, frame.policy(), frame.reviewers(), frame.currencies()));
    }

    private static void expired(Bench bench) {
        bench.scenario().header(h -> new Header(h.network(), h.signer(), h.role(), h.nonce(), now(bench) - 1));
    }

    private static void unregistered(Bench bench) {
        bench.scenario()
                .header(h -> new Header(
                        h.network(), ConsortiumFixture.digest("nobody"), h.role(), h.nonce(), h.validUntil()));
    }

    private static void wrongRole(Bench bench) {
        bench.scenario().header(h -> new Header(h.network(), h.signer(), Role.REVOKER, h.nonce(), h.validUntil()));
    }

    private static void suspended(Bench bench) {
        bench.scenario().edit(MemberKeys.member(new MemberId(bench.member())), Bent::suspended);
    }

    private static void paused(Bench bench) {
        bench.scenario().put(MemberKeys.PAUSE, new Pause(0, now(bench) - 1, now(bench) + 1));
    }

    private static void certificate(Bench bench, UnaryOperator<Certificate> change) {
        bench.scenario()
                .edit(
                        MemberKeys.certificate(bench.scenario()
                                .fixture()
                                .identity(bench.member(), bench.role())
                                .digest()),
                        change);
    }
}
