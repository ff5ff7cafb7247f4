package io.datapact.node.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.OutputCommitment;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.Released;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskOutput;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentStore;
import io.datapact.node.identity.Opener;
import io.datapact.node.store.RunJournal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Opens shares at a recipient and holds each against what was attested. */
final class ShareOpener {
    private static final int MAXIMUM_OWN_BYTES = ShareInbox.MAXIMUM_SHARE_BYTES + (64 << 10);

    private final RunLedger ledger;
    private final RunJournal journal;
    private final ContentStore content;
    private final Opener opener;
    private final Digest network;

    ShareOpener(RunLedger ledger, RunJournal journal, ContentStore content, Opener opener, Digest network) {
        this.ledger = ledger;
        this.journal = journal;
        this.content = content;
        this.opener = opener;
        this.network = network;
    }

    /**
     * A party's share of an output.
     *
     * @throws RunEndedException if it is not here, does not open, or is not what was attested
     */
    SaltedShare open(RunFacts facts, Prepared prepared, TaskOutput output, int party) {
        byte[] bytes = party == facts.index() ? own(prepared, output) : released(facts, prepared, output, party);
        SaltedShare share = read(bytes);
        OutputCommitment attested = prepared.common().outputs().stream()
                .filter(each -> each.output().equals(output.name()) && each.party() == party)
                .findFirst()
                .orElseThrow(() -> missing("expected a commitment of party " + party + ", found none"));
        if (!share.commitment(facts.id(), facts.manifestDigest(), output.name(), party)
                .equals(attested.commitment())) {
            throw missing("expected the share of party " + party + " that it attested, found another");
        }
        return share;
    }

    private byte[] own(Prepared prepared, TaskOutput output) {
        return prepared.own().stream()
                .filter(each -> each.output().equals(output.name()))
                .findFirst()
                .flatMap(each -> content.get(each.cid(), MAXIMUM_OWN_BYTES))
                .flatMap(opener::open)
                .orElseThrow(() -> missing("expected this node's own share of " + output.name() + ", found none"));
    }

    private byte[] released(RunFacts facts, Prepared prepared, TaskOutput output, int party) {
        ReleaseDue due = AttestStep.due(facts, prepared.common()).stream()
                .filter(each -> each.output().equals(output.name()) && each.party() == party)
                .findFirst()
                .orElseThrow(() -> missing("expected a share of party " + party + " to be due, found it is not"));
        byte[] sealed = journal.noted(facts.id(), ShareInbox.step(output.name(), party, due.sealedShare()))
                .map(cid -> new Cid(new String(cid, StandardCharsets.US_ASCII)))
                .flatMap(cid -> content.get(cid, ShareInbox.MAXIMUM_SHARE_BYTES))
                .orElseThrow(() -> missing("expected the sealed share of party " + party + " here, found none"));
        ShareSeal.Purpose purpose = new ShareSeal.Purpose(
                ShareSeal.Purpose.TYPE, network, facts.id(), output.name(), party, facts.member());
        return key(facts, output, party)
                .flatMap(key -> ShareSeal.open(key, purpose, sealed))
                .orElseThrow(() -> missing(
                        "expected the released key to open the share of party " + party + ", found that it does not"));
    }

    private Optional<byte[]> key(RunFacts facts, TaskOutput output, int party) {
        return ledger.state()
                .read(RunKeys.release(facts.id(), facts.party(party).node().member()))
                .map(Released::keys)
                .flatMap(keys -> keys.stream()
                        .filter(key -> key.output().equals(output.name())
                                && key.recipient().equals(facts.member()))
                        .findFirst())
                .map(ReleasedKey::keyMessage)
                .flatMap(message -> opener.open(message.toBytes()));
    }

    private static SaltedShare read(byte[] bytes) {
        try {
            return SaltedShare.read(bytes);
        } catch (IllegalArgumentException e) {
            throw new RunEndedException(EndCause.SHARE_MISSING, e.getMessage(), e);
        }
    }

    private static RunEndedException missing(String message) {
        return new RunEndedException(EndCause.SHARE_MISSING, message);
    }
}
