package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.Header;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.CastVote;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Recovery;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.testing.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Three founders with roots of their own, two of which recover the network. */
class RecoveryRulesTest {
    private static final long START = ConsortiumFixture.START;
    private static final long DAY = 86_400_000L;

    private final SignatureVerifier verifier = new JcaSignatureVerifier(Optional.empty());
    private final RecoveryRules rules = new RecoveryRules(verifier);
    private final NoteSigner log = ConsortiumFixture.create().logSigner();
    private final List<TestAuthority> roots = ConsortiumFixture.MEMBERS.stream()
            .map(member -> TestAuthority.root("root of " + member, START - DAY, START + 400 * DAY))
            .toList();
    private final List<TestIdentity> admins = admins("a");

    private List<TestIdentity> admins(String handle) {
        List<TestIdentity> admins = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            String member = ConsortiumFixture.MEMBERS.get(i);
            admins.add(roots.get(i).leaf(member, Role.ADMIN, handle, START - DAY, START + 300 * DAY));
        }
        return admins;
    }

    private final Map<String, byte[]> state = new TreeMap<>();
    private final StateView view = key -> Optional.ofNullable(state.get(key));
    private final Digest network = found();

    private Genesis genesis(List<TestIdentity> admins, long policy, Optional<Recovery> recovery) {
        Policy first = Bent.version(ConsortiumFixture.defaultPolicy(), policy, 0);
        LedgerAuthority authority =
                new LedgerAuthority("embedded", log.key().name(), log.key().publicKey());
        return new Genesis(
                Genesis.TYPE,
                "net",
                START,
                authority,
                1,
                first,
                founders(admins, i -> i),
                List.of(),
                List.of(),
                Optional.of(2L),
                recovery);
    }

    private List<Founder> founders(List<TestIdentity> admins, IntUnaryOperator root) {
        List<Founder> founders = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            founders.add(new Founder(
                    new MemberId(ConsortiumFixture.MEMBERS.get(i)),
                    List.of("bank"),
                    List.of(roots.get(root.applyAsInt(i)).certificate()),
                    List.of(admins.get(i).chain())));
        }
        return founders;
    }

    private Genesis with(List<Founder> founders, Optional<Long> recoverers) {
        Genesis genesis = RecordCopy.with(genesis(admins, 1, Optional.empty()), "founders", founders);
        return RecordCopy.with(genesis, "recoverers", recoverers);
    }

    private static byte[] sealed(Genesis genesis, TestKey... keys) {
        byte[] payload = RecordCodec.of(Genesis.class).encode(genesis);
        byte[] message = Dsse.preAuthenticationEncoding(Dsse.GENESIS, payload);
        List<Dsse.Signature> signatures = new ArrayList<>();
        for (TestKey key : keys) {
            signatures.add(new Dsse.Signature("", Bytes.of(key.sign(message))));
        }
        return new Dsse.Envelope(Bytes.of(payload), Dsse.GENESIS, signatures).encode();
    }

    private TestKey key(int founder) {
        return roots.get(founder).key();
    }

    private Digest found() {
        byte[] envelope = sealed(genesis(admins, 1, Optional.empty()), key(0), key(1), key(2));
        keep(new GenesisRules(verifier).writes(envelope));
        return ((Parsed.Value<Digest>) GenesisRules.network(envelope)).value();
    }

    private void keep(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        for (Write write : ((Decision.Accepted) decision).writes()) {
            state.put(write.key(), write.value().orElseThrow().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Recovery recovery(Digest network, NoteSigner log) {
        Checkpoint checkpoint = StateRoot.commit(
                this.log.key().name(), 1, ConsortiumFixture.digest("log"), ConsortiumFixture.digest("state"));
        byte[] note = log.sign(checkpoint.text()).write().getBytes(StandardCharsets.UTF_8);
        return new Recovery(network, Bytes.of(note), ConsortiumFixture.digest("state"));
    }

    private Genesis next(List<TestIdentity> admins) {
        return genesis(admins, 2, Optional.of(recovery(network, log)));
    }

    private void refuses(byte[] envelope, Reason reason) {
        assertThat(Scenario.reasonOf(rules.writes(envelope, view))).contains(reason);
    }

    @Test
    void as_many_old_roots_as_the_old_genesis_fixed_recover_the_network() {
        Genesis next = next(admins("b"));
        refuses(sealed(next, key(0)), Reason.QUORUM_MISSING);
        refuses(sealed(next, key(0), key(0)), Reason.QUORUM_MISSING);
        refuses(sealed(next, TestKey.generate(), TestKey.generate()), Reason.QUORUM_MISSING);
        refuses(sealed(next, key(0), key(1), TestKey.generate()), Reason.MALFORMED);
        byte[] envelope = sealed(next, key(0), key(2));
        keep(rules.writes(envelope, view));
        StateReader reader = new StateReader(view);
        Digest now = reader.read(MemberKeys.FRAME).orElseThrow().network();
        assertThat(now)
                .isNotEqualTo(network)
                .isEqualTo(((Parsed.Value<Digest>) GenesisRules.network(envelope)).value());
        assertThat(reader.read(MemberKeys.GENESIS)).contains(next);
        refuses(envelope, Reason.WRONG_NETWORK);
    }

    @Test
    void founders_under_one_root_are_one_where_the_genesis_asks_for_several() {
        List<Founder> shared = founders(admins, i -> i == 2 ? 2 : 0);
        state.put("network/genesis", RecordCodec.of(Genesis.class).encode(with(shared, Optional.of(2L))));
        Genesis next = next(admins("b"));
        refuses(sealed(next, key(0)), Reason.QUORUM_MISSING);
        assertThat(rules.writes(sealed(next, key(0), key(2)), view)).isInstanceOf(Decision.Accepted.class);
        Genesis never = with(founders(admins, i -> 0), Optional.of(2L));
        assertThat(new GenesisRules(verifier).writes(sealed(never, key(0))))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.detail()).startsWith("/payload/recoverers"));
        state.put("network/genesis", RecordCodec.of(Genesis.class).encode(with(shared, Optional.empty())));
        refuses(sealed(next, key(0)), Reason.QUORUM_MISSING);
        assertThat(rules.writes(sealed(next, key(0), key(2)), view)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void votes_that_were_cast_before_a_recovery_do_not_count_after_it() {
        keep(rules.writes(sealed(next(admins), key(0), key(1)), view));
        StateReader reader = new StateReader(view);
        Action pause = new Action.LongPause(60);
        Digest recovered = reader.read(MemberKeys.FRAME).orElseThrow().network();
        assertThat(enact(Motion.of(pause, Motions.base(reader, pause), "0".repeat(32), START + DAY), network))
                .contains(Reason.QUORUM_MISSING);
        assertThat(enact(Motion.of(pause, Motions.base(reader, pause), "1".repeat(32), START + DAY), recovered))
                .isEmpty();
    }

    /** What an enactment comes to for which all members voted in a network. */
    private Optional<Reason> enact(Motion motion, Digest votedIn) {
        for (int i = 0; i < roots.size(); i++) {
            CastVote vote = new CastVote(true, admins.get(i).digest(), START, votedIn);
            MemberId member = new MemberId(ConsortiumFixture.MEMBERS.get(i));
            state.put(
                    GovernanceKeys.vote(motion.digest(), member).path(),
                    RecordCodec.of(CastVote.class).encode(vote));
        }
        StateReader reader = new StateReader(view);
        Digest digest = admins.get(0).digest();
        Certificate signer = reader.read(MemberKeys.certificate(digest)).orElseThrow();
        Digest now = reader.read(MemberKeys.FRAME).orElseThrow().network();
        Header header = new Header(now, digest, Role.ADMIN, "0".repeat(32), START + 1);
        CommandPayload payload = new CommandPayload(header, new GovernanceCommand.Enact(motion));
        Digest named = ConsortiumFixture.digest(motion.nonce());
        return Scenario.reasonOf(new RuleBook(verifier)
                .decide(view, new Authentication.Authenticated(payload, signer, named), new TxContext(START, "tx")));
    }

    @Test
    void only_the_admins_of_the_new_genesis_are_admins() {
        List<TestIdentity> fresh = admins("b");
        keep(rules.writes(sealed(next(fresh), key(0), key(1)), view));
        StateReader reader = new StateReader(view);
        Certificate former =
                reader.read(MemberKeys.certificate(admins.get(0).digest())).orElseThrow();
        Certificate now =
                reader.read(MemberKeys.certificate(fresh.get(0).digest())).orElseThrow();
        assertThat(AdminEras.isRevoked(reader, former)).isTrue();
        assertThat(AdminEras.isRevoked(reader, now)).isFalse();
        assertThat(reader.read(GovernanceKeys.era(former.member()))
                        .orElseThrow()
                        .era())
                .isEqualTo(1);
    }

    @Test
    void admins_may_go_on_but_not_revoked_ones_and_not_with_another_key() {
        assertThat(rules.writes(sealed(next(admins), key(0), key(1)), view)).isInstanceOf(Decision.Accepted.class);
        List<TestIdentity> renamed = new ArrayList<>(admins);
        renamed.set(
                0, roots.get(0).leaf(admins.get(0).key(), "bank-a", Role.ADMIN, "c", START - DAY, START + 300 * DAY));
        refuses(sealed(next(renamed), key(0), key(1)), Reason.KEY_IN_USE);
        Certificate revoked = Bent.revoked(
                new StateReader(view)
                        .read(MemberKeys.certificate(admins.get(0).digest()))
                        .orElseThrow(),
                START);
        state.put("cert/" + revoked.digest(), RecordCodec.of(Certificate.class).encode(revoked));
        refuses(sealed(next(admins), key(0), key(1)), Reason.CERTIFICATE_REVOKED);
    }

    @Test
    void a_recovery_names_the_old_network_its_checkpoint_and_the_next_policy() {
        Digest other = ConsortiumFixture.digest("other");
        Genesis elsewhere = genesis(admins, 2, Optional.of(recovery(other, log)));
        refuses(sealed(elsewhere, key(0), key(1)), Reason.WRONG_NETWORK);
        NoteSigner stranger = ConsortiumFixture.create().logSigner();
        Genesis forged = genesis(admins, 2, Optional.of(recovery(network, stranger)));
        refuses(sealed(forged, key(0), key(1)), Reason.CERTIFICATE_UNKNOWN);
        Recovery honest = recovery(network, log);
        Recovery otherState = new Recovery(network, honest.checkpoint(), ConsortiumFixture.digest("another state"));
        refuses(sealed(genesis(admins, 2, Optional.of(otherState)), key(0), key(1)), Reason.MANIFEST_MISMATCH);
        Genesis samePolicy = genesis(admins, 1, Optional.of(recovery(network, log)));
        refuses(sealed(samePolicy, key(0), key(1)), Reason.NOT_NEXT);
        refuses(sealed(genesis(admins, 2, Optional.empty()), key(0), key(1)), Reason.MALFORMED);
        refuses(new byte[0], Reason.MALFORMED);
        byte[] recovery = sealed(next(admins), key(0), key(1), key(2));
        assertThat(Scenario.reasonOf(new GenesisRules(verifier).writes(recovery)))
                .contains(Reason.MALFORMED);
    }

    @Test
    void one_founder_alone_never_recovers_a_network_of_several() {
        Genesis g = genesis(admins, 1, Optional.empty());
        for (long recoverers : new long[] {1, 4}) {
            assertThatThrownBy(() -> with(g.founders(), Optional.of(recoverers)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void as_many_roots_as_there_are_may_be_asked_for() {
        Genesis all = with(genesis(admins, 1, Optional.empty()).founders(), Optional.of(3L));
        assertThat(new GenesisRules(verifier).writes(sealed(all, key(0), key(1), key(2))))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_log_key_that_is_replaced_is_a_former_one_and_one_that_stays_is_not() {
        String former = GovernanceKeys.formerLogKey(log.key().publicKey()).path();
        LedgerAuthority other = new LedgerAuthority("embedded", log.key().name(), Bytes.of(new byte[32]));
        for (LedgerAuthority named : List.of(next(admins).authority(), other)) {
            Genesis genesis = RecordCopy.with(next(admins), "authority", named);
            Decision.Accepted accepted = (Decision.Accepted) rules.writes(sealed(genesis, key(0), key(1)), view);
            List<String> keys = accepted.writes().stream().map(Write::key).toList();
            assertThat(keys).contains(GovernanceKeys.AUTHORITY.path());
            assertThat(keys.contains(former)).isEqualTo(named.equals(other));
        }
    }
}
