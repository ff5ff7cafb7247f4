package io.datapact.node.run;

import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.RunResult;
import io.datapact.compute.TableSource;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputRoot;
import io.datapact.contract.run.OutputCommitment;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskOutput;
import io.datapact.node.content.ContentStore;
import io.datapact.node.member.NodeDirectory;
import io.datapact.node.run.Prepared.OwnShare;
import io.datapact.node.run.Prepared.SealedShare;
import io.datapact.pki.cms.CmsEnvelopes;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * After the plugin: commits to this party's shares under salts, seals each for its recipients under fresh keys, keeps
 * the sealed bytes and the key messages, and exchanges declarations with all peers over the run's channels.
 */
final class ShareStep {
    private final RunLedger ledger;
    private final ContentStore content;
    private final CmsEnvelopes cms;
    private final SecureRandom random;
    private final Digest network;

    ShareStep(RunLedger ledger, ContentStore content, CmsEnvelopes cms, SecureRandom random, Digest network) {
        this.ledger = ledger;
        this.content = content;
        this.cms = cms;
        this.random = random;
        this.network = network;
    }

    /** What one party's own shares come to. */
    private static final class Own {
        final List<OutputCommitment> outputs = new ArrayList<>();
        final List<ReleaseDue> due = new ArrayList<>();
        final List<OwnShare> own = new ArrayList<>();
        final List<SealedShare> sealed = new ArrayList<>();
        final List<ReleasedKey> keys = new ArrayList<>();
    }

    /** Prepares what the attestation will say. */
    Prepared prepare(
            RunPermit permit,
            RunFacts facts,
            RunResult result,
            SortedMap<String, TableSource> tables,
            Map<Integer, PeerChannel> channels) {
        StateReader state = ledger.state();
        Own own = new Own();
        for (TaskOutput output : facts.manifest().outputs()) {
            share(
                    state,
                    facts,
                    output,
                    OutputChecks.part(result, output).share().bytes(),
                    own);
        }
        ShareDeclaration mine =
                new ShareDeclaration(ShareDeclaration.TYPE, facts.id(), facts.index(), own.outputs, own.due);
        List<ShareDeclaration> all = exchange(facts, mine, channels);
        return new Prepared(
                common(state, permit, facts, all),
                transcripts(channels),
                handedOut(facts, tables),
                OutputChecks.before(facts, result),
                own.own,
                own.sealed,
                own.keys);
    }

    private void share(StateReader state, RunFacts facts, TaskOutput output, byte[] share, Own own) {
        SaltedShare salted = SaltedShare.of(share, random);
        own.outputs.add(new OutputCommitment(
                output.name(),
                facts.index(),
                salted.commitment(facts.id(), facts.manifestDigest(), output.name(), facts.index())));
        if (output.recipients().contains(facts.member())) {
            byte[] kept = cms.encrypt(
                    salted.bytes(), List.of(x509(state, facts.run().parties().get(facts.index()))));
            own.own.add(new OwnShare(output.name(), content.put(kept).cid()));
        }
        for (MemberId recipient : ShareDeclaration.recipientsOtherThan(facts, output, facts.index())) {
            seal(state, facts, output, recipient, salted, own);
        }
    }

    private void seal(
            StateReader state, RunFacts facts, TaskOutput output, MemberId recipient, SaltedShare salted, Own own) {
        byte[] key = ShareSeal.key(random);
        ShareSeal.Purpose purpose = new ShareSeal.Purpose(
                ShareSeal.Purpose.TYPE, network, facts.id(), output.name(), facts.index(), recipient);
        byte[] sealed = ShareSeal.seal(key, purpose, salted.bytes(), random);
        byte[] keyMessage = cms.encrypt(key, List.of(x509(state, facts.recipient(recipient))));
        own.sealed.add(
                new SealedShare(output.name(), recipient, content.put(sealed).cid()));
        own.keys.add(new ReleasedKey(output.name(), recipient, Bytes.of(keyMessage)));
        own.due.add(new ReleaseDue(output.name(), facts.index(), recipient, Digest.of(sealed), Digest.of(keyMessage)));
    }

    private static List<ShareDeclaration> exchange(
            RunFacts facts, ShareDeclaration mine, Map<Integer, PeerChannel> channels) {
        byte[] message = mine.encode();
        channels.values().forEach(channel -> channel.send(message.clone()));
        TreeMap<Integer, ShareDeclaration> all = new TreeMap<>(Map.of(facts.index(), mine));
        for (int peer : facts.peers()) {
            byte[] received = channels.get(peer).receive();
            all.put(
                    peer,
                    ShareDeclaration.read(received, facts, peer)
                            .orElseThrow(() -> RunFailedException.at(
                                    peer,
                                    RunFailure.PEER_GARBAGE,
                                    "expected a declaration of the shares of this run, found something else")));
        }
        return List.copyOf(all.values());
    }

    private static CommonPart common(StateReader state, RunPermit permit, RunFacts facts, List<ShareDeclaration> all) {
        List<OutputCommitment> outputs = new ArrayList<>();
        List<ReleaseDue> release = new ArrayList<>();
        for (TaskOutput output : facts.manifest().outputs()) {
            for (ShareDeclaration declared : all) {
                declared.outputs().stream()
                        .filter(each -> each.output().equals(output.name()))
                        .forEach(outputs::add);
                declared.release().stream()
                        .filter(each -> each.output().equals(output.name()))
                        .forEach(release::add);
            }
        }
        return new CommonPart(
                facts.id(),
                facts.manifestDigest(),
                permit.plugin().digest(),
                facts.manifest().inputs().stream()
                        .map(input -> committed(state, facts, input))
                        .toList(),
                outputs,
                release);
    }

    private static InputRoot committed(StateReader state, RunFacts facts, TaskInput input) {
        Optional<Digest> root =
                state.read(RunKeys.input(facts.id(), input.name())).flatMap(RunInput::projectedRoot);
        return new InputRoot(
                input.name(),
                root.orElseThrow(() -> new RunEndedException(
                        EndCause.INPUT_MISMATCH, "expected input " + input.name() + " committed, found it is not")));
    }

    private static List<PeerTranscript> transcripts(Map<Integer, PeerChannel> channels) {
        return new TreeMap<>(channels)
                .entrySet().stream()
                        .map(entry ->
                                transcript(entry.getKey(), entry.getValue().totals()))
                        .toList();
    }

    private static PeerTranscript transcript(int peer, ChannelTotals totals) {
        return new PeerTranscript(
                peer,
                BigInteger.valueOf(totals.bytesSent()),
                totals.sent(),
                BigInteger.valueOf(totals.bytesReceived()),
                totals.received());
    }

    /** The commitment over what each own table handed out; over all its rows where the plugin did not read to the end. */
    private List<InputRoot> handedOut(RunFacts facts, SortedMap<String, TableSource> tables) {
        List<InputRoot> handed = new ArrayList<>();
        for (TaskInput input : facts.ownInputs()) {
            InputRoot committed = committed(ledger.state(), facts, input);
            Optional<Digest> root = tables.get(input.name().value()).handedOut();
            if (root.isPresent() && !root.get().equals(committed.root())) {
                throw new RunEndedException(
                        EndCause.INPUT_MISMATCH,
                        "expected input " + input.name() + " to hand out the rows committed to, found others");
            }
            handed.add(committed);
        }
        return handed;
    }

    private static X509Certificate x509(StateReader state, PartyNode party) {
        return state.read(MemberKeys.certificate(party.nodeCertificate()))
                .map(NodeDirectory::x509)
                .orElseThrow(() -> new IllegalStateException(
                        "expected the node certificate of " + party.node() + " on the ledger, found none"));
    }
}
