package io.datapact.node.run;

import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.DsseSigner;
import io.datapact.node.identity.Signer;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts a run: collects a Ready from each party's node, then signs StartRun. */
public final class RunStarter {
    private final NodeId self;
    private final Signer node;
    private final CommandDesk desk;
    private final Replica replica;
    private final PeerClient peers;
    private final ReadyService own;
    private final InstantSource clock;

    RunStarter(
            NodeId self,
            Signer node,
            CommandDesk desk,
            Replica replica,
            PeerClient peers,
            ReadyService own,
            InstantSource clock) {
        this.self = self;
        this.node = node;
        this.desk = desk;
        this.replica = replica;
        this.peers = peers;
        this.own = own;
        this.clock = clock;
    }

    /** What became of a start. */
    public sealed interface Started {
        /** StartRun was handed in. */
        record Filed(CommandDesk.Filed filed) implements Started {}

        /** A node refused; nothing was handed in. */
        record NotReady(NodeId node, Refusal refusal) implements Started {}
    }

    /** Asks all nodes at once; of several refusals gives the one that the rule book puts first. */
    public Started start(RunId run) throws InterruptedException {
        Optional<Task> task = new StateReader(replica.view().state()).read(TaskKeys.task(run.task()));
        if (task.isEmpty()) {
            return new Started.NotReady(
                    self,
                    new Refusal(Reason.STATE_FORBIDS, "expected task " + run.task() + " on the ledger, found none"));
        }
        byte[] ask = ask(run, task.get().digest());
        List<Party> parties = task.get().manifest().parties();
        List<ReadyAnswer> answers = askAll(parties, ask);
        Optional<Started.NotReady> refused = first(parties, answers);
        if (refused.isPresent()) {
            return refused.get();
        }
        List<Bytes> readys = answers.stream()
                .map(answer -> ((ReadyAnswer.Given) answer).envelope())
                .toList();
        CommandDesk.Filed filed = desk.file(node, new StartRun(run, readys));
        return filed.outcome() instanceof SubmitOutcome.Rejected(Reason reason, String detail)
                ? new Started.NotReady(self, new Refusal(reason, detail))
                : new Started.Filed(filed);
    }

    private byte[] ask(RunId run, Digest manifestDigest) {
        AskReady ask = new AskReady(
                AskReady.TYPE, desk.signer().network(), run, manifestDigest, self, node.certificate(), clock.millis());
        return DsseSigner.message(node, AskReady.class, ask).encode();
    }

    private List<ReadyAnswer> askAll(List<Party> parties, byte[] ask) throws InterruptedException {
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ReadyAnswer>> open = new ArrayList<>();
            for (Party party : parties) {
                open.add(calls.submit(() -> answer(party.node(), ask)));
            }
            List<ReadyAnswer> answers = new ArrayList<>();
            for (Future<ReadyAnswer> call : open) {
                answers.add(call.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking for readiness broke at this node", e);
        }
    }

    private ReadyAnswer answer(NodeId party, byte[] ask) throws InterruptedException {
        if (party.equals(self)) {
            return own.answer(self, ask);
        }
        try {
            return switch (peers.askReady(party, ask)) {
                case PeerAnswer.Given given -> new ReadyAnswer.Given(Bytes.of(given.content()));
                case PeerAnswer.Refused(String reason, String detail) ->
                    new ReadyAnswer.Denied(new Refusal(reason(reason), detail));
            };
        } catch (PeerUnavailableException e) {
            return new ReadyAnswer.Denied(new Refusal(Reason.PARTY_NOT_READY, party.member() + ": " + e.getMessage()));
        }
    }

    /** A peer's reason, which is untrusted text. */
    private static Reason reason(String text) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(text))
                .findFirst()
                .orElse(Reason.PARTY_NOT_READY);
    }

    private static Optional<Started.NotReady> first(List<Party> parties, List<ReadyAnswer> answers) {
        Optional<Started.NotReady> first = Optional.empty();
        for (int at = 0; at < answers.size(); at++) {
            if (answers.get(at) instanceof ReadyAnswer.Denied(Refusal refusal)
                    && (first.isEmpty()
                            || refusal.reason().compareTo(first.get().refusal().reason()) < 0)) {
                first = Optional.of(new Started.NotReady(parties.get(at).node(), refusal));
            }
        }
        return first;
    }
}
