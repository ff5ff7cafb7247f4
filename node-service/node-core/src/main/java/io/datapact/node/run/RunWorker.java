package io.datapact.node.run;

import io.datapact.compute.TableSource;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.follow.StartMark;
import io.datapact.node.store.RunJournal;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.node.table.TableStoreException;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Takes this node through one run, from its start on the ledger to its settlement, as a script that may be begun again
 * at any point: what ledger and journal show as done is passed over. The plugin alone is never begun twice; a node that
 * stopped while it was at work ends the run instead.
 */
final class RunWorker {
    private static final String COMPUTING = "computing";
    private static final String PREPARED = "prepared";
    private static final String DONE = "done";
    private static final String DENIED = "denied";

    private final RunLedger ledger;
    private final RunJournal journal;
    private final EvidenceLog evidence;
    private final Gate gate;
    private final DenialRecorder denials;
    private final Steps steps;
    private final Watch watch;

    /** The steps of a run. */
    record Steps(
            InputStep inputs,
            ComputeStep compute,
            AttestStep attest,
            ReleaseStep release,
            ReceiveStep receive,
            AnchorStep anchor,
            CloseStep close,
            EndStep end,
            EvidenceExchange exchange) {}

    /** Who looks on. */
    record Watch(ProgressBoard progress, CrashPoints crash) {}

    RunWorker(
            RunLedger ledger,
            RunJournal journal,
            EvidenceLog evidence,
            Gate gate,
            DenialRecorder denials,
            Steps steps,
            Watch watch) {
        this.ledger = ledger;
        this.journal = journal;
        this.evidence = evidence;
        this.gate = gate;
        this.denials = denials;
        this.steps = steps;
        this.watch = watch;
    }

    /**
     * Plays a run to its end.
     *
     * @throws InterruptedException if the node stops; played again after a restart
     */
    void play(StartMark start) throws InterruptedException {
        ledger.awaitCaughtUp();
        if (journal.has(start.run(), DONE)) {
            return;
        }
        RunFacts facts = facts(start);
        try {
            take(start, facts);
        } catch (RunEndedException e) {
            end(facts, e);
        } catch (EvidenceUnavailableException | StoreUnavailableException | ContentStoreException e) {
            if (ledger.state().has(RunKeys.attestation(facts.id(), facts.member()))) {
                // Nothing can be aborted any more, and keys and receipts are owed: taken up again when storage is back.
                throw e;
            }
            end(facts, new RunEndedException(EndCause.EVIDENCE_UNAVAILABLE, e.getMessage(), e));
        } catch (TableStoreException e) {
            end(facts, new RunEndedException(EndCause.INPUT_MISMATCH, e.getMessage(), e));
        }
        watch.progress().stage(facts.id(), "closing");
        watch.crash().reached(CrashPoints.BEFORE_CLOSE);
        steps.close().close(facts);
        watch.progress().stage(facts.id(), "handing-over");
        if (steps.exchange().handOver(facts.manifest())) {
            journal.note(facts.id(), DONE);
            watch.progress().stage(facts.id(), "done");
        }
    }

    private RunFacts facts(StartMark start) {
        return ledger.state()
                .read(RunKeys.run(start.run()))
                .flatMap(run -> ledger.state()
                        .read(TaskKeys.task(run.run().task()))
                        .flatMap(task -> RunFacts.of(run, task.manifest(), gate.self())))
                .orElseThrow(() -> new IllegalStateException(
                        "expected run " + start.run() + " of this node on the ledger, found none"));
    }

    private void take(StartMark start, RunFacts facts) throws InterruptedException {
        Prepared prepared = prepared(start, facts);
        watch.progress().stage(facts.id(), "attesting");
        steps.attest().attest(facts, prepared, () -> requireConsent(facts));
        watch.crash().reached(CrashPoints.AFTER_ATTEST);
        watch.progress().stage(facts.id(), "releasing");
        steps.release().release(facts, prepared);
        watch.progress().stage(facts.id(), "receiving");
        Optional<Approved> approved = gate.approved(facts.manifest());
        if (approved.isPresent()) {
            steps.receive().receive(facts, prepared, approved.get());
        }
        steps.anchor().anchor(facts);
    }

    private Prepared prepared(StartMark start, RunFacts facts) throws InterruptedException {
        Optional<byte[]> noted = journal.noted(facts.id(), PREPARED);
        if (noted.isPresent()) {
            return Prepared.decode(noted.get());
        }
        requireFresh(facts);
        RunPermit permit = admit(start, facts);
        watch.progress().stage(facts.id(), "inputs");
        SortedMap<String, TableSource> tables = steps.inputs().commit(facts);
        watch.crash().reached(CrashPoints.AFTER_INPUT_COMMITTED);
        steps.inputs().awaitAll(facts);
        requireConsent(facts);
        watch.progress().stage(facts.id(), COMPUTING);
        if (!journal.note(facts.id(), COMPUTING)) {
            throw restarted();
        }
        Prepared prepared = steps.compute().compute(permit, facts, tables);
        journal.note(facts.id(), PREPARED, prepared.encode());
        return prepared;
    }

    /** Ends the run here, with nothing released, if what it rests on was withdrawn since the gate admitted it. */
    private void requireConsent(RunFacts facts) {
        gate.withdrawn(facts).ifPresent(refusal -> {
            throw new RunEndedException(
                    EndCause.of(refusal.reason()),
                    "withdrawn after the start: " + refusal.reason() + " " + refusal.detail());
        });
    }

    private void requireFresh(RunFacts facts) {
        if (!ledger.open(facts.id())) {
            throw new RunEndedException(EndCause.CANCELLED, "the run was over before this node took part");
        }
        if (journal.has(facts.id(), COMPUTING)) {
            throw restarted();
        }
    }

    private RunPermit admit(StartMark start, RunFacts facts) throws InterruptedException {
        watch.progress().stage(facts.id(), "gate");
        watch.crash().reached(CrashPoints.AFTER_START_SEEN);
        return switch (gate.admit(start)) {
            case GateVerdict.Admitted(RunPermit permit) -> {
                state(permit, facts);
                yield permit;
            }
            case GateVerdict.Refused(Refusal refusal) -> {
                deny(start, refusal);
                throw new RunEndedException(
                        EndCause.of(refusal.reason()),
                        "the gate refused: " + refusal.reason() + " " + refusal.detail());
            }
        };
    }

    private void state(RunPermit permit, RunFacts facts) {
        evidence.appendOnce(
                facts.id().task(),
                said -> said instanceof RunPredicate other && other.run().equals(facts.id()),
                Subject.of(facts.id().task().value(), facts.manifestDigest()),
                link -> new RunPredicate(
                        link,
                        facts.id(),
                        facts.manifestDigest(),
                        permit.body().digest(),
                        permit.plugin().digest(),
                        permit.plugin().descriptor().digest(),
                        facts.run().parties(),
                        permit.start().position(),
                        permit.start().root()));
    }

    private void deny(StartMark start, Refusal refusal) throws InterruptedException {
        if (journal.has(start.run(), DENIED)) {
            return;
        }
        if (Dsse.Envelope.parse(start.envelope().toBytes())
                instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)) {
            Optional<MemberId> asker = ledger.signer(envelope);
            Optional<Task> task = ledger.state().read(TaskKeys.task(start.run().task()));
            if (asker.isPresent() && task.isPresent()) {
                denials.record(asker.get(), task.get(), start.run(), envelope, refusal);
            }
        }
        // Noted last: a node that stops in between records again, which the ledger takes once.
        journal.note(start.run(), DENIED);
    }

    private void end(RunFacts facts, RunEndedException why) throws InterruptedException {
        if (Thread.interrupted()) {
            // The node is stopping, and what failed may have failed for that: nothing is ended on the ledger.
            throw new InterruptedException("the node is stopping");
        }
        if (steps.release().owes(facts)) {
            // A release refused in a pause, say: who does not release pays, so it is tried until its time is over.
            throw why;
        }
        watch.progress().ended(facts.id(), why.code() + ": " + why.getMessage());
        steps.end().abort(facts, why);
        steps.end().giveBack(facts);
        steps.anchor().anchor(facts);
    }

    private static RunEndedException restarted() {
        return new RunEndedException(
                EndCause.NODE_RESTARTED, "this node stopped while the plugin was at work; nothing is run twice");
    }
}
