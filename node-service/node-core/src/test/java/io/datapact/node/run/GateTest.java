package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.Trust;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.node.follow.StartMark;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** telco-b's gate over a real history that is changed in one thing at a time. */
class GateTest {
    @TempDir
    private static Path home;

    private static TestConsortium consortium;
    private static TaskManifest manifest;
    private static StartMark start;

    @BeforeAll
    static void start_a_run() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        manifest = consortium.propose("bank-a/2026-000001");
        RunId run = consortium.approveAndFund(manifest);
        consortium.node("bank-a").core().runs().starter().start(run);
        start = Waiting.startOf(consortium, run);
    }

    @AfterAll
    static void stop_nodes() {
        consortium.close();
    }

    @Test
    void admits_what_was_approved_and_started() {
        assertThat(new AlteredGate(consortium, manifest, start).gate().admit(start))
                .isInstanceOfSatisfying(GateVerdict.Admitted.class, admitted -> {
                    assertThat(admitted.permit().index()).isEqualTo(1);
                    assertThat(admitted.permit().manifest()).isEqualTo(manifest);
                    assertThat(admitted.permit().body().parameters()).isEqualTo(TestConsortium.parameters());
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void refuses(String name, Reason reason, Change change) {
        AlteredGate altered = new AlteredGate(consortium, manifest, start);
        change.make(altered);
        assertThat(altered.gate().admit(start))
                .isInstanceOfSatisfying(
                        GateVerdict.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }

    interface Change {
        void make(AlteredGate gate);
    }

    static Stream<Arguments> cases() {
        return Stream.of(onTheLedger(), ofCertificates(), ofTheTask(), ofThePlugin(), hereAtTheNode())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> onTheLedger() {
        return Stream.of(
                of("run absent", Reason.STATE_FORBIDS, t -> t.remove(RunKeys.run(start.run()))),
                of("task absent", Reason.STATE_FORBIDS, t -> t.remove(TaskKeys.task(manifest.task()))),
                of("seen 121 s late", Reason.OUTSIDE_WINDOW, t -> t.late(121_000)),
                of("dated 121 s ahead", Reason.OUTSIDE_WINDOW, t -> t.late(-121_000)),
                of("other member's approval absent", Reason.APPROVAL_MISSING, t -> t.remove(approval("clearing-c"))),
                of("own approval absent", Reason.APPROVAL_MISSING, t -> t.remove(approval("telco-b"))),
                of(
                        "second pair of eyes missing",
                        Reason.APPROVAL_MISSING,
                        t -> t.change(
                                MemberKeys.policy(1),
                                policy -> RecordCopy.with(
                                        policy, "approvals", RecordCopy.with(policy.approvals(), "fourEyes", true)))),
                of(
                        "standing approval gone by which an auto-approver signed",
                        Reason.APPROVAL_REVOKED,
                        t -> t.change(
                                approval("bank-a"),
                                a -> RecordCopy.with(a, "standing", Optional.of(new StandingId("bank-a/nightly"))))),
                of("approval revoked", Reason.APPROVAL_REVOKED, t -> t.change(approval("bank-a"), Altered::revoked)),
                of(
                        "approval expired",
                        Reason.APPROVAL_EXPIRED,
                        t -> t.change(approval("bank-a"), a -> Altered.expired(a, start.time()))),
                of(
                        "approver's certificate revoked",
                        Reason.APPROVAL_REVOKED,
                        t -> t.change(certificate("clearing-c", Role.APPROVER), Altered::withdrawn)),
                of(
                        "member suspended",
                        Reason.MEMBER_SUSPENDED,
                        t -> t.change(MemberKeys.member(new MemberId("clearing-c")), Altered::suspended)));
    }

    private static Stream<Arguments> ofCertificates() {
        StateKey<Certificate> node = certificate("bank-a", Role.NODE);
        return Stream.of(
                of("node's certificate unknown", Reason.CERTIFICATE_UNKNOWN, t -> t.remove(node)),
                of("node's certificate revoked", Reason.CERTIFICATE_REVOKED, t -> t.change(node, Altered::withdrawn)),
                of(
                        "node's certificate expired",
                        Reason.CERTIFICATE_EXPIRED,
                        t -> t.change(node, c -> Altered.times(c, c.notBefore(), start.time() - 1, c.effectiveFrom()))),
                of(
                        "node's certificate not yet effective",
                        Reason.CERTIFICATE_NOT_YET,
                        t -> t.change(node, c -> Altered.times(c, c.notBefore(), c.notAfter(), c.notAfter()))),
                of(
                        "node's certificate of another role",
                        Reason.CERTIFICATE_WRONG_ROLE,
                        t -> t.change(node, c -> Altered.role(c, Role.APPROVER))),
                of(
                        "node's certificate of another member",
                        Reason.CERTIFICATE_UNKNOWN,
                        t -> t.change(node, c -> Altered.member(c, "telco-b"))),
                of(
                        "TLS certificate revoked",
                        Reason.CERTIFICATE_REVOKED,
                        t -> t.change(certificate("clearing-c", Role.TLS), Altered::withdrawn)));
    }

    private static Stream<Arguments> ofTheTask() {
        return Stream.of(
                of(
                        "manifest with another limit",
                        Reason.MANIFEST_MISMATCH,
                        t -> t.manifest(builder().runs(2), false)),
                of(
                        "a party left out of the start",
                        Reason.NODE_UNKNOWN,
                        t -> t.parties(run -> run.parties().subList(0, 2))),
                of(
                        "parties in another order",
                        Reason.NODE_UNKNOWN,
                        t -> t.parties(run -> run.parties().reversed())),
                of("a node that is no party", Reason.NOT_A_PARTY, t -> t.self(new NodeId("telco-b/2"))),
                of(
                        "body of another digest",
                        Reason.MANIFEST_MISMATCH,
                        t -> t.manifest(builder().bodyDigest(ConsortiumFixture.digest("other")), true)));
    }

    private static Stream<Arguments> ofThePlugin() {
        return Stream.of(
                of(
                        "trust that the plugin does not offer",
                        Reason.TRUST_NOT_ACCEPTED,
                        t -> t.manifest(
                                builder().trust(new Trust(new Code("malicious"), false, new Code("shares"))), true)),
                of(
                        "shares of the price that no plugin attests",
                        Reason.OPERATION_NOT_ALLOWED,
                        t -> t.manifest(
                                builder()
                                        .terms(RecordCopy.with(
                                                ManifestBuilder.terms(100_000, 10_000), "sharing", "attested/shapley")),
                                true)),
                of(
                        "operation that the plugin does not offer",
                        Reason.OPERATION_NOT_ALLOWED,
                        t -> t.manifest(builder().algorithm(TestConsortium.ALGORITHM.value(), 1, "psi"), true)),
                of(
                        "plugin of other bytes",
                        Reason.ALGORITHM_NOT_ACCEPTED,
                        t -> t.change(
                                algorithm(),
                                a -> Altered.plugin(a, ConsortiumFixture.digest("other"), a.descriptor()))),
                of(
                        "plugin with another descriptor",
                        Reason.ALGORITHM_NOT_ACCEPTED,
                        t -> t.change(
                                algorithm(),
                                a -> Altered.plugin(a, a.pluginDigest(), ConsortiumFixture.digest("other")))));
    }

    private static Stream<Arguments> hereAtTheNode() {
        return Stream.of(
                of(
                        "revoked here, withheld by the ledger",
                        Reason.APPROVAL_REVOKED,
                        t -> t.store().revokeThrough(manifest.task(), OwnRevocations.EVERYTHING)),
                of(
                        "approval older than the own revocation",
                        Reason.APPROVAL_REVOKED,
                        t -> t.store().revokeThrough(manifest.task(), 1)),
                of(
                        "purpose outside the own policy",
                        Reason.PURPOSE_NOT_ALLOWED,
                        t -> t.policy(new LocalPolicy(List.of(new Code("marketing")), List.of(), List.of()))),
                of(
                        "operation outside the own policy",
                        Reason.OPERATION_NOT_ALLOWED,
                        t -> t.policy(new LocalPolicy(List.of(), List.of(new Code("psi")), List.of()))),
                of(
                        "proposer outside the own policy",
                        Reason.OPERATION_NOT_ALLOWED,
                        t -> t.policy(new LocalPolicy(List.of(), List.of(), List.of(new MemberId("clearing-c"))))),
                of("body not here", Reason.MANIFEST_MISMATCH, AlteredGate::withoutBody));
    }

    private static ManifestBuilder builder() {
        return consortium
                .fixture()
                .aTask()
                .algorithm(TestConsortium.ALGORITHM.value(), 1, "group-by")
                .outputs(manifest.outputs().getFirst())
                .bodyDigest(manifest.bodyDigest());
    }

    private static Arguments of(String name, Reason reason, Change change) {
        return Arguments.of(name, reason, change);
    }

    private static StateKey<Approval> approval(String member) {
        return TaskKeys.approval(manifest.task(), new MemberId(member), 1);
    }

    private static StateKey<Certificate> certificate(String member, Role role) {
        return MemberKeys.certificate(
                consortium.fixture().identity(member, role).digest());
    }

    private static StateKey<Algorithm> algorithm() {
        return AlgorithmKeys.algorithm(TestConsortium.ALGORITHM, 1);
    }
}
