package io.datapact.contract.testing;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A consortium of bank-a, telco-b and clearing-c under one authority (root, signing and TLS intermediates), with its
 * genesis, and identities for each member and role. Handles: nodes and their TLS certificates {@code 1}, others
 * {@code <role>-1}. The flow of a test:
 *
 * <pre>
 * ConsortiumFixture fixture = ConsortiumFixture.create();
 * FixtureLedger ledger = fixture.ledger();          // genesis only
 * Story story = new Story(fixture, ledger);         // registers, proposes, approves, runs, settles
 * ledger.apply(fixture.signed("bank-a", Role.APPROVER, command, t), t);
 * </pre>
 */
public final class ConsortiumFixture {
    /** The members, sorted. */
    public static final List<String> MEMBERS = List.of("bank-a", "clearing-c", "telco-b");

    /** Roles that each member's fixture has. */
    public static final List<Role> ROLES =
            List.of(Role.ADMIN, Role.APPROVER, Role.NODE, Role.TLS, Role.REVOKER, Role.MARKET);

    /** Default begin of the network: 2026-09-21T16:53:20Z. */
    public static final long START = 1_790_009_600_000L;

    private static final long DAY = 86_400_000L;

    private final long start;
    private final boolean signing;
    private final TestAuthority root;
    private final TestAuthority signingAuthority;
    private final TestAuthority tlsAuthority;
    private final Map<String, TestIdentity> identities = new TreeMap<>();
    private final NoteSigner logSigner;
    private final byte[] genesis;
    private final Digest network;
    private long nonces;

    private ConsortiumFixture(long start, boolean signing, UnaryOperator<Policy> policy, SecureRandom random) {
        this.start = start;
        this.signing = signing;
        long end = start + 3_650 * DAY;
        this.root = TestAuthority.root(TestKey.generate(random), "fixture root", start - 2 * DAY, end);
        this.signingAuthority = root.intermediate("fixture signing", start - 2 * DAY, end);
        this.tlsAuthority = root.intermediate("fixture tls", start - 2 * DAY, end);
        for (String member : MEMBERS) {
            for (Role role : ROLES) {
                identities.put(member + "/" + role, newIdentity(member, role, handle(role)));
            }
        }
        this.logSigner = FixtureGenesis.newLogSigner(random);
        byte[] payload = RecordCodec.of(Genesis.class).encode(FixtureGenesis.of(this, policy.apply(defaultPolicy())));
        this.genesis = seal(root.key(), Dsse.GENESIS, payload);
        this.network = Digest.of(payload);
    }

    /** A consortium with fresh keys whose commands bear real signatures. */
    public static ConsortiumFixture create() {
        return new ConsortiumFixture(START, true, UnaryOperator.identity(), new SecureRandom());
    }

    /** The same with keys and signatures that a seed decides, on one version of Java: for files that are kept. */
    public static ConsortiumFixture fixed(String seed) {
        return new ConsortiumFixture(START, true, UnaryOperator.identity(), new FixedRandom(seed));
    }

    /** The same, beginning at another time. */
    public static ConsortiumFixture createAt(long start) {
        return new ConsortiumFixture(start, true, UnaryOperator.identity(), new SecureRandom());
    }

    /** The same with another policy. */
    public static ConsortiumFixture createWith(UnaryOperator<Policy> policy) {
        return new ConsortiumFixture(START, true, policy, new SecureRandom());
    }

    /** A consortium whose commands bear one constant signature that its verifier accepts: for long histories. */
    public static ConsortiumFixture withoutSignatures() {
        return new ConsortiumFixture(START, false, UnaryOperator.identity(), new SecureRandom());
    }

    /** A policy with short times. */
    public static Policy defaultPolicy() {
        return FixtureGenesis.policy();
    }

    /** Begin of the network, millis since the epoch. */
    public long start() {
        return start;
    }

    /** The network's id. */
    public Digest network() {
        return network;
    }

    /** The genesis as a DSSE envelope; the caller owns the array. */
    public byte[] genesis() {
        return genesis.clone();
    }

    /** The authority's root, the same for all members. */
    public TestAuthority root() {
        return root;
    }

    /** The intermediate that signs all but TLS certificates. */
    public TestAuthority signingAuthority() {
        return signingAuthority;
    }

    /** The intermediate that signs TLS certificates. */
    public TestAuthority tlsAuthority() {
        return tlsAuthority;
    }

    /** The log's key, named in the genesis. */
    public NoteSigner logSigner() {
        return logSigner;
    }

    /** Another key of the log, which a seed decides. */
    public static NoteSigner logSigner(String seed) {
        return FixtureGenesis.newLogSigner(new FixedRandom(seed));
    }

    /** What verifies the fixture's signatures. */
    public SignatureVerifier verifier() {
        return signing ? new JcaSignatureVerifier(Optional.empty()) : (spki, message, signature) -> true;
    }

    /** A ledger with the genesis alone. */
    public FixtureLedger ledger() {
        return new FixtureLedger(verifier(), genesis, start);
    }

    /** A member's identity in a role. */
    public TestIdentity identity(String member, Role role) {
        TestIdentity identity = identities.get(member + "/" + role);
        if (identity == null) {
            throw new IllegalArgumentException("expected one of the fixture's members and roles, found " + member);
        }
        return identity;
    }

    /** A further identity, valid for a year, not registered. */
    public TestIdentity newIdentity(String member, Role role, String handle) {
        TestAuthority issuer = role == Role.TLS ? tlsAuthority : signingAuthority;
        return issuer.leaf(member, role, handle, start - DAY, start + 365 * DAY);
    }

    /** A command signed by a member's identity in a role, valid for ten minutes. */
    public byte[] signed(String member, Role role, Command command, long t) {
        return signed(identity(member, role), command, t);
    }

    /** A command signed by an identity, valid for ten minutes. */
    public byte[] signed(TestIdentity signer, Command command, long t) {
        return signed(signer, header(signer, t + Header.START_VALIDITY_MILLIS), command);
    }

    /** A command signed under a header of one's own. */
    public byte[] signed(TestIdentity signer, Header header, Command command) {
        return seal(signer.key(), Dsse.COMMAND, CommandCodec.encode(new CommandPayload(header, command)));
    }

    /** A header with a fresh nonce. */
    public Header header(TestIdentity signer, long validUntil) {
        nonces++;
        return new Header(network, signer.digest(), signer.role(), String.format("%032x", nonces), validUntil);
    }

    /** The command that registers an identity. */
    public MemberCommand.RegisterCertificate registration(TestIdentity identity) {
        MemberCommand.Possession possession = new MemberCommand.Possession(
                MemberCommand.Possession.TYPE,
                network,
                identity.memberId(),
                identity.role(),
                Digest.of(identity.key().spki()));
        byte[] signature = sign(
                identity.key(), RecordCodec.of(MemberCommand.Possession.class).encode(possession));
        return new MemberCommand.RegisterCertificate(
                identity.memberId(), identity.role(), identity.chain(), Bytes.of(signature));
    }

    /** A party's Ready as a DSSE envelope. */
    public Bytes ready(String member, RunId run, Digest manifestDigest, long at) {
        return message(identity(member, Role.NODE), readyOf(member, run, manifestDigest, at));
    }

    /** A party's Ready, unsigned. */
    public Ready readyOf(String member, RunId run, Digest manifestDigest, long at) {
        nonces++;
        return new Ready(
                Ready.TYPE,
                network,
                run,
                manifestDigest,
                new NodeId(member + "/1"),
                identity(member, Role.NODE).digest(),
                identity(member, Role.TLS).digest(),
                1,
                network,
                at,
                String.format("%032x", nonces));
    }

    /** The StartRun of a run, with a Ready of each party. */
    public RunCommand.StartRun start(TaskManifest manifest, long run, long t) {
        RunId id = new RunId(manifest.task(), run);
        List<Bytes> readys = manifest.parties().stream()
                .map(party -> ready(party.node().member().value(), id, manifest.digest(), t))
                .toList();
        return new RunCommand.StartRun(id, readys);
    }

    /** A message between nodes as a DSSE envelope. */
    public <T extends Record> Bytes message(TestIdentity signer, T message) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) message.getClass();
        return Bytes.of(seal(signer.key(), Dsse.MESSAGE, RecordCodec.of(type).encode(message)));
    }

    /** A node's question whether its peers are ready. */
    public AskReady askReady(String member, RunId run, Digest manifestDigest, long at) {
        return new AskReady(
                AskReady.TYPE,
                network,
                run,
                manifestDigest,
                new NodeId(member + "/1"),
                identity(member, Role.NODE).digest(),
                at);
    }

    /** The fixture's task. */
    public ManifestBuilder aTask() {
        return new ManifestBuilder(network, start);
    }

    /** A DSSE envelope with one signature. */
    public byte[] seal(TestKey key, String payloadType, byte[] payload) {
        byte[] signature = sign(key, Dsse.preAuthenticationEncoding(payloadType, payload));
        return Dsse.Envelope.of(payloadType, payload, "", signature).encode();
    }

    private byte[] sign(TestKey key, byte[] message) {
        return signing ? key.sign(message) : Der.hex("3006020101020101");
    }

    private static String handle(Role role) {
        return role == Role.NODE || role == Role.TLS ? "1" : role.text() + "-1";
    }

    /** A digest of a text, for tests that need distinct ones. */
    public static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
