package io.datapact.contract.golden;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.GovernanceCommand.Enact;
import io.datapact.contract.command.GovernanceCommand.PauseBriefly;
import io.datapact.contract.command.GovernanceCommand.RequestLeave;
import io.datapact.contract.command.GovernanceCommand.Vote;
import io.datapact.contract.command.SettlementCommand.PayOut;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Recovery;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.statetree.StateTree;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.FixtureLedger;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.testing.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The last chapter: the ledger is lost, and its founders go on from the last checkpoint under a new genesis. */
final class Recovered {
    private final GoldenBook book;
    private final Joining council;
    private final ConsortiumFixture fixture;
    private final Map<String, TestIdentity> admins = new TreeMap<>();

    Recovered(GoldenBook book, Joining council) {
        this.book = book;
        this.council = council;
        this.fixture = book.fixture();
    }

    void tell() {
        for (String member : ConsortiumFixture.MEMBERS) {
            admins.put(member, fixture.newIdentity(member, Role.ADMIN, "admin-9"));
        }
        Motion before = book.motion(new Action.LongPause(60), MemberKeys.PAUSE.path());
        book.accepts("bank-a", Role.ADMIN, new Vote(before, true));
        refusals();
        byte[] recovery = sealed(genesis());
        book.recovers(recovery, GoldenStep.ACCEPTED);
        book.recovers(recovery, Reason.WRONG_NETWORK.name());
        afterwards(before);
    }

    private Genesis genesis() {
        return genesis(recovery(GoldenBook.log("third")));
    }

    private Genesis genesis(Recovery recovery) {
        Genesis first = book.story().ledger().reader().read(MemberKeys.GENESIS).orElseThrow();
        List<Founder> founders = first.founders().stream()
                .map(founder -> RecordCopy.with(
                        founder,
                        "admins",
                        List.of(admins.get(founder.member().value()).chain())))
                .toList();
        NoteKey log = GoldenBook.log("fourth").key();
        Genesis next = RecordCopy.with(first, "founders", founders);
        next = RecordCopy.with(next, "created", book.time());
        next = RecordCopy.with(next, "authority", new LedgerAuthority("embedded", log.name(), log.publicKey()));
        next = RecordCopy.with(next, "policy", RecordCopy.with(first.policy(), "version", 3L));
        return RecordCopy.with(next, "recovery", Optional.of(recovery));
    }

    /** From a checkpoint of all that was accepted so far, by a log's key. */
    private Recovery recovery(NoteSigner log) {
        FixtureLedger ledger = book.story().ledger();
        Digest state = StateTree.of(ledger.state()).root();
        Checkpoint checkpoint =
                StateRoot.commit(log.key().name(), ledger.entries().size(), ledger.root(), state);
        byte[] note = log.sign(checkpoint.text()).write().getBytes(StandardCharsets.UTF_8);
        return new Recovery(fixture.network(), Bytes.of(note), state);
    }

    /** Signed by the root of all founders. */
    private byte[] sealed(Genesis genesis) {
        return sealed(genesis, fixture.root().key());
    }

    private byte[] sealed(Genesis genesis, TestKey key) {
        return fixture.seal(key, Dsse.GENESIS, RecordCodec.of(Genesis.class).encode(genesis));
    }

    private void refuses(Genesis genesis, Reason reason) {
        book.recovers(sealed(genesis), reason.name());
    }

    private void refusals() {
        Genesis good = genesis();
        Recovery from = recovery(GoldenBook.log("third"));
        refuses(RecordCopy.with(good, "recovery", Optional.empty()), Reason.MALFORMED);
        Recovery elsewhere = RecordCopy.with(from, "network", ConsortiumFixture.digest("another network"));
        refuses(genesis(elsewhere), Reason.WRONG_NETWORK);
        refuses(RecordCopy.with(good, "rulesVersion", 99L), Reason.RULES_UNKNOWN);
        refuses(genesis(recovery(fixture.logSigner())), Reason.CERTIFICATE_UNKNOWN);
        refuses(
                genesis(RecordCopy.with(from, "stateRoot", ConsortiumFixture.digest("another state"))),
                Reason.MANIFEST_MISMATCH);
        refuses(RecordCopy.with(good, "policy", RecordCopy.with(good.policy(), "version", 2L)), Reason.NOT_NEXT);
        TestKey stranger = fixture.newIdentity("bank-a", Role.ADMIN, "stranger").key();
        book.recovers(sealed(good, stranger), Reason.QUORUM_MISSING.name());
        NoteKey former = fixture.logSigner().key();
        LedgerAuthority back = new LedgerAuthority("embedded", former.name(), former.publicKey());
        refuses(RecordCopy.with(good, "authority", back), Reason.KEY_IN_USE);
    }

    private void afterwards(Motion before) {
        PayOut out = new PayOut("CNY", 1, ConsortiumFixture.digest("order after the recovery"));
        byte[] old = fixture.signed(fixture.identity("telco-b", Role.NODE), out, book.time());
        book.told(old, Reason.WRONG_NETWORK.name());
        book.accepts("telco-b", Role.NODE, out);
        book.refuses("bank-a", Role.ADMIN, new PauseBriefly(60), Reason.CERTIFICATE_REVOKED);
        book.refuses(council.admin("arbiter-d"), new Vote(before, true), Reason.NOT_A_PARTY);
        book.accepts(admins.get("telco-b"), new Vote(before, true));
        book.accepts(admins.get("clearing-c"), new Vote(before, true));
        book.refuses("telco-b", Role.NODE, new Enact(before), Reason.QUORUM_MISSING);
        book.accepts(admins.get("bank-a"), new Vote(before, true));
        book.accepts("telco-b", Role.NODE, new Enact(before));
        book.pass(60_000);
        book.accepts(admins.get("bank-a"), new RequestLeave());
    }
}
