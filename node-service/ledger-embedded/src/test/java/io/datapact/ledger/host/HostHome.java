package io.datapact.ledger.host;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.follow.EmbeddedLedger;
import io.datapact.ledger.follow.EmbeddedLedgerSettings;
import io.datapact.ledger.local.LogKey;
import io.datapact.ledger.testing.TlsIdentities;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import io.datapact.pki.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A host's home with all its files: a network of its own, since its log key must be in a file. */
final class HostHome {
    private static final String MEMBER = "bank-a";

    private final Path folder;
    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final TlsIdentities identities = new TlsIdentities(fixture);
    private final byte[] genesis;
    private final Digest network;
    private long nonces;

    private HostHome(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Bytes logKey = LogKey.generate(folder.resolve("log.key.pem"));
        byte[] payload = RecordCodec.of(Genesis.class).encode(genesis(logKey));
        this.network = Digest.of(payload);
        this.genesis = fixture.seal(fixture.root().key(), Dsse.GENESIS, payload);
    }

    static HostHome write(Path folder) throws IOException {
        HostHome home = new HostHome(folder);
        Files.write(folder.resolve("genesis.dsse.json"), home.genesis);
        TlsIdentity host = home.identities.host();
        Files.writeString(
                folder.resolve("root.pem"),
                X509Files.toPem(host.roots().iterator().next()));
        try (Passphrase passphrase = Passphrase.generate(new SecureRandom())) {
            passphrase.writeTo(folder.resolve("tls.passphrase"));
            Pkcs12KeyStores.store(folder.resolve("tls.p12"), host.material(), passphrase);
        }
        home.set("listen.port = 0\n");
        return home;
    }

    /** Writes the settings: the founder's certificate is admitted, and further lines. */
    void set(String lines) throws IOException {
        Files.writeString(
                folder.resolve(HostConfiguration.FILE),
                "bootstrap.clients = " + identities.digest(MEMBER) + "\n" + lines);
    }

    Path folder() {
        return folder;
    }

    EmbeddedLedger follower(Path into, int port) {
        return EmbeddedLedger.open(new EmbeddedLedgerSettings(
                into, GenesisEntry.of(genesis), "127.0.0.1", port, identities.of(MEMBER), Duration.ofSeconds(60)));
    }

    /** A command that registers a new certificate. */
    SignedCommand registration() {
        nonces++;
        TestIdentity subject = fixture.newIdentity(MEMBER, Role.APPROVER, "approver-" + (1 + nonces));
        MemberCommand.Possession possession = new MemberCommand.Possession(
                MemberCommand.Possession.TYPE,
                network,
                subject.memberId(),
                subject.role(),
                Digest.of(subject.key().spki()));
        byte[] signature = subject.key()
                .sign(RecordCodec.of(MemberCommand.Possession.class).encode(possession));
        return command(
                MEMBER,
                new MemberCommand.RegisterCertificate(
                        subject.memberId(), subject.role(), subject.chain(), Bytes.of(signature)));
    }

    /** The question whether the log shall have its first new key. */
    Motion motion(Bytes key) {
        Action action = new Action.SetFrame(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(key));
        long expires = System.currentTimeMillis() + Duration.ofDays(7).toMillis();
        return Motion.of(action, Motion.ABSENT, "%032x".formatted(0), expires);
    }

    /** All members' votes for it. */
    List<SignedCommand> votes(Motion motion) {
        return ConsortiumFixture.MEMBERS.stream()
                .map(member -> command(member, new GovernanceCommand.Vote(motion, true)))
                .toList();
    }

    SignedCommand enactment(Motion motion) {
        return command(MEMBER, new GovernanceCommand.Enact(motion));
    }

    private SignedCommand command(String member, Command command) {
        nonces++;
        TestIdentity admin = fixture.identity(member, Role.ADMIN);
        long until = System.currentTimeMillis() + Header.START_VALIDITY_MILLIS;
        Header header = new Header(network, admin.digest(), Role.ADMIN, String.format("%032x", nonces), until);
        return SignedCommand.of(fixture.signed(admin, header, command));
    }

    private Genesis genesis(Bytes logKey) {
        Dsse.Envelope envelope = value(Dsse.Envelope.parse(fixture.genesis()));
        Genesis like =
                value(RecordCodec.of(Genesis.class).decode(envelope.payload().toBytes()));
        return new Genesis(
                like.type(),
                like.name(),
                like.created(),
                new LedgerAuthority(like.authority().kind(), like.authority().origin(), logKey),
                like.rulesVersion(),
                like.policy(),
                like.founders(),
                like.reviewers(),
                like.currencies());
    }

    private static <T> T value(Parsed<T> parsed) {
        return ((Parsed.Value<T>) parsed).value();
    }
}
