package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Roster;
import io.datapact.contract.member.SpkiOwner;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import io.datapact.contract.x509.CertificateChain;
import io.datapact.contract.x509.X509Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The record that begins a network: who founded it, under which policy, on which ledger. Each founder's root signs it;
 * founders under one root share its signature.
 */
public final class GenesisRules {
    private final SignatureVerifier verifier;
    private final FirstAdmins admins;

    /**
     * @param verifier verifies the founders' signatures and certificates
     */
    public GenesisRules(SignatureVerifier verifier) {
        this.verifier = verifier;
        this.admins = new FirstAdmins(verifier);
    }

    /**
     * The state that a genesis begins with.
     *
     * @param envelope the DSSE envelope's bytes, of any form
     * @return Accepted with the first writes, or Rejected; never throws
     */
    public Decision writes(byte[] envelope) {
        try {
            return accept(envelope);
        } catch (RefusedException e) {
            return e.rejection();
        }
    }

    /** The network id that an envelope's genesis gives: the digest of its payload. */
    public static Parsed<Digest> network(byte[] envelope) {
        return switch (Dsse.Envelope.parse(envelope)) {
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope read) -> new Parsed.Value<>(read.payloadDigest());
            case Parsed.Malformed<Dsse.Envelope>(String path, String detail) -> new Parsed.Malformed<>(path, detail);
        };
    }

    private Decision accept(byte[] bytes) {
        Dsse.Envelope envelope = envelope(bytes);
        Genesis genesis = read(envelope);
        require(
                genesis.recovery().isEmpty(),
                Reason.MALFORMED,
                "/payload/recovery: expected none, or a state to recover");
        List<MemberId> signers = signers(envelope, genesis.founders());
        requireSigned(genesis, signers);
        requireKnown(genesis);
        for (MemberId founder : members(genesis)) {
            require(signers.contains(founder), Reason.CERTIFICATE_UNKNOWN, founder);
        }
        SortedMap<String, Write> writes = first(envelope.payloadDigest(), genesis);
        requireDistinct(genesis);
        List<Event> events =
                List.of(new Event("network-founded", envelope.payloadDigest().toString()));
        return new Decision.Accepted(List.copyOf(writes.values()), events);
    }

    static Dsse.Envelope envelope(byte[] bytes) {
        Dsse.Envelope envelope = RuleBook.value(Dsse.Envelope.parse(bytes), "");
        require(envelope.payloadType().equals(Dsse.GENESIS), Reason.MALFORMED, "/payloadType");
        return envelope;
    }

    /** MALFORMED: a genesis of good form, signatures apart. */
    static Genesis read(Dsse.Envelope envelope) {
        Genesis genesis = RuleBook.value(
                RecordCodec.of(Genesis.class).decode(envelope.payload().toBytes(), Dsse.MAXIMUM_ENVELOPE_BYTES),
                "/payload");
        requireMembers(genesis);
        genesis.founders()
                .forEach(founder -> FirstAdmins.requireForm(founder.member(), founder.admins(), path(founder)));
        return genesis;
    }

    private static String path(Founder founder) {
        return "/payload/founders/" + founder.member() + "/admins";
    }

    /** RULES_UNKNOWN, unless this jar has the rules that a genesis begins with. */
    static void requireKnown(Genesis genesis) {
        boolean known = genesis.rulesVersion() >= 1 && genesis.rulesVersion() <= RuleVersions.NEWEST;
        require(known, Reason.RULES_UNKNOWN, Long.toString(genesis.rulesVersion()));
    }

    /** MALFORMED, unless the links of the admins' chains are signed by each other; not asked here where no founder has signed. */
    void requireSigned(Genesis genesis, List<MemberId> signers) {
        if (!signers.isEmpty()) {
            genesis.founders()
                    .forEach(founder -> founder.admins().forEach(chain -> admins.requireSigned(chain, path(founder))));
        }
    }

    /** KEY_IN_USE: each first admin bears a key of its own. */
    static void requireDistinct(Genesis genesis) {
        List<Bytes> keys = new ArrayList<>();
        for (Founder founder : genesis.founders()) {
            for (List<Bytes> admin : founder.admins()) {
                Bytes key = RuleBook.value(CertificateChain.parse(admin), path(founder))
                        .leaf()
                        .spki();
                require(!keys.contains(key), Reason.KEY_IN_USE, path(founder));
                keys.add(key);
            }
        }
    }

    /** CERTIFICATE_UNKNOWN, _NOT_YET, _EXPIRED; what a genesis writes. */
    SortedMap<String, Write> first(Digest network, Genesis genesis) {
        TreeMap<String, Write> writes = new TreeMap<>();
        put(writes, MemberKeys.GENESIS, genesis);
        put(
                writes,
                MemberKeys.FRAME,
                new Frame(
                        network,
                        genesis.rulesVersion(),
                        genesis.policy().version(),
                        genesis.reviewers(),
                        genesis.currencies()));
        put(writes, MemberKeys.policy(genesis.policy().version()), genesis.policy());
        put(writes, MemberKeys.ROSTER, new Roster(members(genesis)));
        for (Founder founder : genesis.founders()) {
            found(writes, founder, genesis.created());
        }
        return writes;
    }

    private void found(SortedMap<String, Write> writes, Founder founder, long created) {
        put(
                writes,
                MemberKeys.member(founder.member()),
                new Member(founder.member(), founder.kinds(), MemberStatus.ACTIVE, Optional.empty(), founder.roots()));
        for (Certificate admin :
                admins.registered(founder.member(), founder.roots(), founder.admins(), created, path(founder))) {
            put(writes, MemberKeys.certificate(admin.digest()), admin);
            put(writes, MemberKeys.spki(FirstAdmins.spki(admin)), new SpkiOwner(admin.digest()));
        }
    }

    private static void requireMembers(Genesis genesis) {
        List<MemberId> members = members(genesis);
        boolean sorted = members.equals(members.stream().sorted().distinct().toList());
        require(sorted, Reason.MALFORMED, "/payload/founders");
        boolean admins = genesis.founders().stream()
                .noneMatch(
                        founder -> founder.admins().isEmpty() || founder.roots().isEmpty());
        require(admins, Reason.MALFORMED, "/payload/founders");
        require(members.contains(genesis.policy().pool()), Reason.MALFORMED, "/payload/policy/pool");
        boolean regulators = genesis.policy().approvals().regulated().stream()
                .map(ApprovalPolicy.Regulated::regulator)
                .allMatch(members::contains);
        require(regulators, Reason.MALFORMED, "/payload/policy/approvals");
        require(members.containsAll(genesis.reviewers()), Reason.MALFORMED, "/payload/reviewers");
        boolean issuers =
                genesis.currencies().stream().map(CurrencyIssuer::issuer).allMatch(members::contains)
                        && genesis.currencies().stream()
                                        .map(CurrencyIssuer::currency)
                                        .distinct()
                                        .count()
                                == genesis.currencies().size();
        require(issuers, Reason.MALFORMED, "/payload/currencies");
        boolean recoverable = genesis.recoverers().orElse(0L) <= FounderRoots.count(genesis.founders());
        require(recoverable, Reason.MALFORMED, "/payload/recoverers: expected at most one per distinct root");
        boolean created = genesis.created() >= 0 && genesis.created() <= Bounds.MAXIMUM_AMOUNT;
        require(created, Reason.MALFORMED, "/payload/created");
    }

    /** The founders that have signed by one of their roots; where any has, no signature is anyone else's. */
    List<MemberId> signers(Dsse.Envelope envelope, List<Founder> founders) {
        byte[] message = envelope.signedBytes();
        boolean[] used = new boolean[envelope.signatures().size()];
        List<MemberId> signers = new ArrayList<>();
        for (Founder founder : founders) {
            boolean signed = false;
            for (int i = 0; i < used.length; i++) {
                byte[] signature = envelope.signatures().get(i).sig().toBytes();
                if (signedByRoot(founder, message, signature)) {
                    used[i] = true;
                    signed = true;
                }
            }
            if (signed) {
                signers.add(founder.member());
            }
        }
        return requireAllUsed(used, signers);
    }

    private static List<MemberId> requireAllUsed(boolean[] used, List<MemberId> signers) {
        for (int i = 0; i < used.length; i++) {
            require(used[i] || signers.isEmpty(), Reason.MALFORMED, "/signatures/" + i);
        }
        return signers;
    }

    private boolean signedByRoot(Founder founder, byte[] message, byte[] signature) {
        if (!EcdsaForm.isStrict(signature)) {
            return false;
        }
        for (Bytes root : founder.roots()) {
            boolean signed = X509Form.parse(root.toBytes()) instanceof Parsed.Value<X509Form>(X509Form form)
                    && verifier.verify(form.spki().toBytes(), message, signature);
            if (signed) {
                return true;
            }
        }
        return false;
    }

    private static List<MemberId> members(Genesis genesis) {
        return genesis.founders().stream().map(Founder::member).toList();
    }

    static <T extends Record> void put(SortedMap<String, Write> writes, StateKey<T> key, T record) {
        String text = RecordCodec.of(key.type()).text(record);
        writes.put(key.path(), new Write(key.path(), Optional.of(text)));
    }
}
