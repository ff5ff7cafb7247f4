package io.datapact.launcher.bench;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.MemberCommand.Possession;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.Role;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.network.FounderPlan;
import io.datapact.launcher.network.GenesisMaker;
import io.datapact.launcher.network.NetworkPlan;
import io.datapact.pki.certificate.CertificateHierarchy;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The demo's three members in memory, with every key at hand: signs what benchmarks hand to rules and ledgers. */
final class Consortium {
    private static final long VALIDITY_MILLIS = 23 * 3_600_000L;
    private static final int NONCE_BYTES = 16;
    private static final List<HostName> NAMES = List.of(new HostName("localhost"));

    private final NetworkPlan plan = NetworkPlan.demo();
    private final SecureRandom random = new SecureRandom();
    private final EcdsaSignatures signatures = EcdsaSignatures.fastest();
    private final Map<String, KeyMaterial> keys = new TreeMap<>();
    private final byte[] genesis;
    private final Digest network;
    private final String rootPem;

    /**
     * Makes keys, certificates and the genesis.
     *
     * @param logKey the ledger's public key, 32 bytes
     */
    Consortium(Bytes logKey) {
        Instant now = Instant.now();
        CertificateHierarchy hierarchy = CertificateHierarchy.create("datapact-bench", random, now);
        rootPem = X509Files.toPem(hierarchy.rootCertificate());
        Map<String, KeyMaterial> admins = new TreeMap<>();
        for (FounderPlan founder : plan.founders()) {
            for (String role : founder.roles()) {
                MemberSubject subject = new MemberSubject(
                        founder.member(), CertificateRole.ofCode(role).orElseThrow(), founder.handle(role));
                keys.put(
                        founder.member() + "/" + role,
                        hierarchy.keyFor(subject, role.equals("tls") ? NAMES : List.of(), random, now));
            }
            admins.put(founder.member(), key(founder.member(), "admin"));
        }
        genesis = GenesisMaker.make(
                plan,
                admins,
                hierarchy.root(),
                new LedgerAuthority("embedded", plan.name(), logKey),
                now.toEpochMilli());
        network = Dsse.Envelope.parse(genesis) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                ? envelope.payloadDigest()
                : Digest.of(genesis);
    }

    /** The genesis envelope. */
    byte[] genesis() {
        return genesis.clone();
    }

    /** The origin line of the log. */
    String origin() {
        return plan.name();
    }

    /** Registers every certificate that the genesis does not hold. */
    List<byte[]> registrations() {
        List<byte[]> commands = new ArrayList<>();
        for (FounderPlan founder : plan.founders()) {
            for (String role : founder.rolesToRegister()) {
                commands.add(signed(founder.member(), "admin", registration(founder.member(), role)));
            }
        }
        return commands;
    }

    /** A command, signed now in a role of a member. */
    byte[] signed(String member, String role, Command command) {
        KeyMaterial key = key(member, role);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Header header = new Header(
                network,
                certificate(member, role),
                role(role),
                HexFormat.of().formatHex(nonce),
                System.currentTimeMillis()
                        + (command instanceof RunCommand.StartRun
                                ? Header.START_VALIDITY_MILLIS - 60_000
                                : VALIDITY_MILLIS));
        byte[] payload = CommandCodec.encode(new CommandPayload(header, command));
        return seal(key, Dsse.COMMAND, payload);
    }

    /** An envelope over any payload, signed with a member's key. */
    byte[] sealed(String member, String role, String payloadType, byte[] payload) {
        return seal(key(member, role), payloadType, payload);
    }

    /** Digest of a certificate. */
    Digest certificate(String member, String role) {
        return Digest.of(X509Files.der(key(member, role).certificate()));
    }

    /** The trusted root. */
    String rootPem() {
        return rootPem;
    }

    /** The network's id. */
    Digest network() {
        return network;
    }

    private MemberCommand.RegisterCertificate registration(String member, String role) {
        KeyMaterial key = key(member, role);
        byte[] possession = RecordCodec.of(Possession.class)
                .encode(new Possession(
                        Possession.TYPE,
                        network,
                        new MemberId(member),
                        role(role),
                        Digest.of(key.certificate().getPublicKey().getEncoded())));
        return new MemberCommand.RegisterCertificate(
                new MemberId(member),
                role(role),
                key.chain().stream().map(c -> Bytes.of(X509Files.der(c))).toList(),
                Bytes.of(signatures.sign(key.privateKey(), possession)));
    }

    private byte[] seal(KeyMaterial key, String payloadType, byte[] payload) {
        byte[] signature = signatures.sign(key.privateKey(), Dsse.preAuthenticationEncoding(payloadType, payload));
        String keyId = Digest.of(X509Files.der(key.certificate())).value();
        return Dsse.Envelope.of(payloadType, payload, keyId, signature).encode();
    }

    private KeyMaterial key(String member, String role) {
        return Optional.ofNullable(keys.get(member + "/" + role))
                .orElseThrow(
                        () -> new LaunchException("expected a key of " + member + " for " + role + ", found none"));
    }

    private static Role role(String text) {
        for (Role role : Role.values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        throw new LaunchException("expected a role of the rule book, found " + text);
    }
}
