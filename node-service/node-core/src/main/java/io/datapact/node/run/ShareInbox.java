package io.datapact.node.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentStore;
import io.datapact.node.follow.LedgerFollower;
import io.datapact.node.ledger.Replica;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.store.RunJournal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes sealed shares from parties of runs of which this node's member is a recipient. Whether a share is the one
 * attested shows by its digest only; until then a few different ones are kept.
 */
public final class ShareInbox {
    /** Largest sealed share, in bytes. */
    public static final int MAXIMUM_SHARE_BYTES = 64 << 20;

    /** Most different shares kept of one output, party and run, from start to start of the node. */
    static final int MOST_VARIANTS = 4;

    private final NodeId self;
    private final Replica replica;
    private final RunJournal journal;
    private final ContentStore content;
    private final LedgerFollower follower;
    private final Map<Place, Set<String>> variants = new ConcurrentHashMap<>();

    /** An inbox of one node. */
    public ShareInbox(NodeId self, Replica replica, RunJournal journal, ContentStore content, LedgerFollower follower) {
        this.self = self;
        this.replica = replica;
        this.journal = journal;
        this.content = content;
        this.follower = follower;
    }

    /** Whose share of what. */
    private record Place(RunId run, Code output, long party) {}

    /**
     * Whether a share would be taken, whatever is in it.
     *
     * @param caller proven by TLS; must be the party whose certificate the start resolved
     * @return why not, or empty
     */
    public Optional<Refusal> refuses(PeerIdentity caller, RunId run, Code output) {
        Optional<RunFacts> facts = facts(run);
        if (facts.isEmpty()) {
            return Optional.of(
                    new Refusal(Reason.STATE_FORBIDS, "expected a started run of this node, found none yet"));
        }
        if (over(run)) {
            return Optional.of(new Refusal(Reason.STATE_FORBIDS, "expected a run that goes on, found it over"));
        }
        boolean mine =
                facts.get().ownOutputs().stream().anyMatch(each -> each.name().equals(output));
        return party(facts.get(), caller).isPresent() && mine
                ? Optional.empty()
                : Optional.of(new Refusal(Reason.NOT_A_PARTY, caller.node().value()));
    }

    /**
     * Takes a share.
     *
     * @param caller proven by TLS; must be the party whose certificate the start resolved
     * @param sealed untrusted
     * @return why not, or empty once it is kept durably
     */
    public Optional<Refusal> accept(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
        Optional<Refusal> refusal = refuses(caller, run, output);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (sealed.length > MAXIMUM_SHARE_BYTES) {
            return Optional.of(new Refusal(
                    Reason.QUOTA_EXCEEDED,
                    "expected a share of at most " + MAXIMUM_SHARE_BYTES + " bytes, found " + sealed.length));
        }
        long party =
                facts(run).flatMap(facts -> party(facts, caller)).orElseThrow().index();
        return keep(new Place(run, output, party), step(output, party, Digest.of(sealed)), sealed);
    }

    private static Optional<PartyNode> party(RunFacts facts, PeerIdentity caller) {
        return facts.run().parties().stream()
                .filter(each -> each.node().equals(caller.node())
                        && each.tlsCertificate().equals(caller.tlsCertificate()))
                .findFirst();
    }

    /** One share of a place at a time, so that no more are kept than may be, and what could not be kept counts not. */
    private Optional<Refusal> keep(Place place, String step, byte[] sealed) {
        Set<String> kept = variants(place);
        synchronized (kept) {
            if (journal.has(place.run(), step)) {
                return Optional.empty();
            }
            if (kept.size() >= MOST_VARIANTS && !kept.contains(step)) {
                return Optional.of(new Refusal(
                        Reason.QUOTA_EXCEEDED, "expected at most " + MOST_VARIANTS + " different shares, found more"));
            }
            Cid cid = content.put(sealed).cid();
            kept.add(step);
            journal.note(place.run(), step, cid.value().getBytes(StandardCharsets.US_ASCII));
        }
        follower.wake();
        return Optional.empty();
    }

    /** What is kept of a place; what was of runs that are over, of which nothing is taken any more, is forgotten. */
    private Set<String> variants(Place place) {
        if (!variants.containsKey(place)) {
            variants.keySet().removeIf(each -> over(each.run()));
        }
        return variants.computeIfAbsent(place, each -> new HashSet<>());
    }

    /** Places of which different shares are counted. */
    int places() {
        return variants.size();
    }

    private boolean over(RunId run) {
        return new StateReader(replica.view().state()).has(SettlementKeys.outcome(run));
    }

    private Optional<RunFacts> facts(RunId id) {
        StateReader state = new StateReader(replica.view().state());
        Optional<Run> run = state.read(RunKeys.run(id));
        Optional<Task> task = state.read(TaskKeys.task(id.task()));
        return run.isPresent() && task.isPresent()
                ? RunFacts.of(run.get(), task.get().manifest(), self)
                : Optional.empty();
    }

    /** The journal's step under which a share is kept. */
    static String step(Code output, long party, Digest sealed) {
        return "sealed/" + output + "/" + party + "/" + sealed;
    }
}
