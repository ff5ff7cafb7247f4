package io.datapact.contract.history;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A consortium at its beginning: founded, all certificates, datasets and algorithms registered, some money paid in. */
final class World {
    static final int FEWEST = 2;
    static final int MOST = 12;

    /** Paid in and collected per member, each currency: enough for some tasks and not for all. */
    static final long PAID_IN = 150_000;

    private static final Map<String, World> KNOWN = new ConcurrentHashMap<>();

    private final List<String> members = new ArrayList<>();
    private final boolean strict;
    private final Digest network;
    private final Store begun = Store.empty();

    private World(int size, boolean strict) {
        this.strict = strict;
        for (int i = 1; i <= size; i++) {
            members.add(Identities.member(i));
        }
        byte[] payload = RecordCodec.of(Genesis.class).encode(genesis());
        this.network = Digest.of(payload);
        byte[] signature = Identities.all().root().key().sign(Dsse.preAuthenticationEncoding(Dsse.GENESIS, payload));
        byte[] envelope = Dsse.Envelope.of(Dsse.GENESIS, payload, "", signature).encode();
        write(new GenesisRules(verifier()).writes(envelope), "genesis");
        begin();
    }

    /**
     * The world of so many members.
     *
     * @param strict whether its policy asks for four eyes and a regulator
     */
    static World of(int size, boolean strict) {
        return KNOWN.computeIfAbsent(size + " " + strict, name -> new World(size, strict));
    }

    static SignatureVerifier verifier() {
        return WorldVerifier.INSTANCE;
    }

    private Genesis genesis() {
        List<Founder> founders = new ArrayList<>();
        for (String member : members) {
            Identity admin = Identities.all().get(member, Role.ADMIN, "admin-1", 1);
            founders.add(new Founder(
                    new MemberId(member),
                    List.of("member"),
                    List.of(Identities.all().root().certificate()),
                    List.of(admin.chain())));
        }
        return new Genesis(
                Genesis.TYPE,
                "world",
                ConsortiumFixture.START,
                new LedgerAuthority("embedded", "world.example/log", Bytes.of(new byte[32])),
                1,
                Clauses.policy(1, strict, 0),
                founders,
                List.of(new MemberId(Clauses.STEWARD)),
                List.of(
                        new CurrencyIssuer("CNY", new MemberId(Clauses.STEWARD)),
                        new CurrencyIssuer("USD", new MemberId(Clauses.SECOND))));
    }

    private void begin() {
        RuleBook rules = new RuleBook(verifier());
        int number = 0;
        for (Intent intent : Beginnings.of(this)) {
            number++;
            Header header = new Header(
                    network,
                    intent.signer().digest(),
                    intent.signer().role(),
                    String.format("%032x", number),
                    start() + Header.START_VALIDITY_MILLIS);
            byte[] envelope =
                    Act.of(intent.signer(), header, intent.command(), start()).envelope();
            write(rules.apply(envelope, begun, new TxContext(start(), "begin")), intent.command());
        }
    }

    private void write(Decision decision, Object what) {
        if (decision instanceof Decision.Rejected rejected) {
            throw new IllegalStateException("expected a world to begin with " + what + ", found " + rejected);
        }
        begun.write(begun.changes(decision));
    }

    /** When histories begin. */
    static long start() {
        return ConsortiumFixture.START + 60_000;
    }

    List<String> members() {
        return members;
    }

    boolean strict() {
        return strict;
    }

    Digest network() {
        return network;
    }

    Store begun() {
        return begun;
    }

    SortedMap<String, Long> paidIn() {
        SortedMap<String, Long> sums = new TreeMap<>();
        sums.put("CNY", PAID_IN * members.size());
        sums.put("USD", PAID_IN * members.size());
        return sums;
    }

    Command registration(Identity identity) {
        MemberCommand.Possession possession = new MemberCommand.Possession(
                MemberCommand.Possession.TYPE,
                network,
                identity.memberId(),
                identity.role(),
                Digest.of(identity.spki().toBytes()));
        byte[] message = RecordCodec.of(MemberCommand.Possession.class).encode(possession);
        return new MemberCommand.RegisterCertificate(
                identity.memberId(), identity.role(), identity.chain(), identity.sign(message));
    }

    /** A message between nodes. */
    static <T extends Record> Bytes message(Class<T> type, T message, Identity signer) {
        byte[] payload = RecordCodec.of(type).encode(message);
        byte[] signature = signer.sign(Dsse.preAuthenticationEncoding(Dsse.MESSAGE, payload))
                .toBytes();
        return Bytes.of(Dsse.Envelope.of(Dsse.MESSAGE, payload, "", signature).encode());
    }
}
