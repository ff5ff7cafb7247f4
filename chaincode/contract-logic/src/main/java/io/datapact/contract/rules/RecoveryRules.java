package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.governance.AdminEra;
import io.datapact.contract.governance.FormerLogKey;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Recovery;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.x509.CertificateChain;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A network that goes on from another whose ledger is lost: a new genesis that names the old network, a checkpoint and
 * its state root, signed by as many roots of the old founders as the old genesis fixed. Its writes are made on top of
 * the old state. Old commands are void, for they name the old network; what was paid in stays.
 *
 * <p>The checkpoint must commit to the state root named. That the old state has that root is the caller's to check.
 */
public final class RecoveryRules {
    private final GenesisRules genesisRules;

    /**
     * @param verifier verifies the founders' signatures and certificates
     */
    public RecoveryRules(SignatureVerifier verifier) {
        this.genesisRules = new GenesisRules(verifier);
    }

    /**
     * What a recovery writes on top of the old state.
     *
     * @param envelope the DSSE envelope's bytes, of any form
     * @param old      the state at the checkpoint that the genesis names
     * @return Accepted or Rejected; never throws for any envelope
     */
    public Decision writes(byte[] envelope, StateView old) {
        try {
            return recover(GenesisRules.envelope(envelope), new StateReader(old));
        } catch (RefusedException e) {
            return e.rejection();
        }
    }

    private Decision recover(Dsse.Envelope envelope, StateReader old) {
        Genesis genesis = GenesisRules.read(envelope);
        Recovery recovery =
                genesis.recovery().orElseThrow(() -> new RefusedException(Reason.MALFORMED, "/payload/recovery"));
        Frame frame = CommonConditions.frame(old);
        Genesis former = old.read(MemberKeys.GENESIS)
                .orElseThrow(() -> new IllegalStateException("expected a genesis in state, found none"));
        List<MemberId> signers = genesisRules.signers(envelope, former.founders());
        genesisRules.requireSigned(genesis, signers);
        require(recovery.network().equals(frame.network()), Reason.WRONG_NETWORK, recovery.network());
        GenesisRules.requireKnown(genesis);
        LedgerAuthority authority = old.read(GovernanceKeys.AUTHORITY).orElse(former.authority());
        SignedNote note = checkpoint(recovery.checkpoint(), authority);
        SortedMap<String, Write> writes = genesisRules.first(envelope.payloadDigest(), genesis);
        requireUnrevoked(old, genesis);
        boolean commits = commits(note, recovery.stateRoot());
        require(commits, Reason.MANIFEST_MISMATCH, "/payload/recovery/stateRoot");
        require(genesis.policy().version() == frame.policy() + 1, Reason.NOT_NEXT, "/payload/policy/version");
        requireFounders(signers, former);
        requireFree(old, genesis);
        if (!authority.key().equals(genesis.authority().key())) {
            GenesisRules.put(writes, GovernanceKeys.formerLogKey(authority.key()), new FormerLogKey(genesis.created()));
        }
        GenesisRules.put(writes, GovernanceKeys.AUTHORITY, genesis.authority());
        beginEras(old, genesis, writes);
        Event event = new Event("network-recovered", envelope.payloadDigest().toString());
        return new Decision.Accepted(List.copyOf(writes.values()), List.of(event));
    }

    /**
     * QUORUM_MISSING: all founders have signed, or founders under as many distinct roots as the old genesis fixed;
     * whoever holds a root that several founders share signs for one of them.
     */
    private static void requireFounders(List<MemberId> signers, Genesis former) {
        long signed = former.recoverers().isEmpty()
                ? signers.size()
                : FounderRoots.count(former.founders().stream()
                        .filter(founder -> signers.contains(founder.member()))
                        .toList());
        long needed = former.recoverers().orElse((long) former.founders().size());
        require(signed >= needed, Reason.QUORUM_MISSING, signed + " of " + needed);
    }

    /** CERTIFICATE_UNKNOWN, unless it is a note that the old log signed. */
    private static SignedNote checkpoint(Bytes checkpoint, LedgerAuthority authority) {
        String text = new String(checkpoint.toBytes(), StandardCharsets.UTF_8);
        if (SignedNote.parse(text) instanceof Parsed.Value<SignedNote>(SignedNote note)
                && key(authority).filter(key -> key.verifies(note)).isPresent()) {
            return note;
        }
        throw new RefusedException(Reason.CERTIFICATE_UNKNOWN, "/payload/recovery/checkpoint");
    }

    private static boolean commits(SignedNote note, Digest stateRoot) {
        return Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint checkpoint)
                && StateRoot.of(checkpoint).equals(Optional.of(stateRoot));
    }

    private static Optional<NoteKey> key(LedgerAuthority authority) {
        try {
            return Optional.of(new NoteKey(authority.origin(), authority.key()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the ledger was no log, so it has no checkpoints
        }
    }

    /** CERTIFICATE_REVOKED: no first admin is one that was revoked, or that a reset made void. */
    private static void requireUnrevoked(StateReader old, Genesis genesis) {
        for (Founder founder : genesis.founders()) {
            for (List<Bytes> admin : founder.admins()) {
                Digest digest = Digest.of(admin.get(0).toBytes());
                boolean unrevoked = old.read(MemberKeys.certificate(digest))
                        .map(certificate -> !AdminEras.isRevoked(old, certificate))
                        .orElse(true);
                require(unrevoked, Reason.CERTIFICATE_REVOKED, digest);
            }
        }
    }

    /** KEY_IN_USE: no first admin bears the key of another, and the log's key is none that a log had before. */
    private static void requireFree(StateReader old, Genesis genesis) {
        GenesisRules.requireDistinct(genesis);
        for (Founder founder : genesis.founders()) {
            for (List<Bytes> admin : founder.admins()) {
                Digest digest = Digest.of(admin.get(0).toBytes());
                Digest spki = Digest.of(RuleBook.value(CertificateChain.parse(admin), "/payload/founders")
                        .leaf()
                        .spki()
                        .toBytes());
                boolean free = old.read(MemberKeys.spki(spki))
                        .map(owner -> owner.certificate().equals(digest))
                        .orElse(true);
                require(free, Reason.KEY_IN_USE, digest);
            }
        }
        boolean fresh = !old.has(GovernanceKeys.formerLogKey(genesis.authority().key()));
        require(fresh, Reason.KEY_IN_USE, "/payload/authority/key");
    }

    /** Of the founders' admins only those that the new genesis names are admins from here on; who is left out is off the roster. */
    private static void beginEras(StateReader old, Genesis genesis, SortedMap<String, Write> writes) {
        for (Founder founder : genesis.founders()) {
            MemberId member = founder.member();
            AdminEra era = AdminEras.current(old, member).next();
            GenesisRules.put(writes, GovernanceKeys.era(member), era);
            for (List<Bytes> admin : founder.admins()) {
                Digest digest = Digest.of(admin.get(0).toBytes());
                GenesisRules.put(writes, GovernanceKeys.era(member, digest), era);
            }
        }
    }
}
