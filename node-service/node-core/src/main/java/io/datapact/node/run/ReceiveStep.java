package io.datapact.node.run;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunOutput;
import io.datapact.contract.command.RunCommand.ConfirmReceipt;
import io.datapact.contract.evidence.ReleasePredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.task.TaskOutput;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.store.RunJournal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * At a recipient, once all keys are released: opens every share, compares it with the commitment that was attested,
 * combines them, checks the result again, keeps it, and confirms with a salted commitment to it.
 */
final class ReceiveStep {
    private static final Set<RunState> BEFORE = Set.of(RunState.STARTED, RunState.COMPUTING, RunState.ATTESTED);
    private static final String SALT = "result-salt";
    private static final byte[] DOMAIN = "datapact/result/1\0".getBytes(StandardCharsets.US_ASCII);

    private final RunLedger ledger;
    private final PluginShelf shelf;
    private final ShareOpener opener;
    private final Keeping keeping;

    /** Where what was received and said goes. */
    record Keeping(RunJournal journal, EvidenceLog evidence, ResultFolder results, SecureRandom random) {}

    ReceiveStep(RunLedger ledger, PluginShelf shelf, ShareOpener opener, Keeping keeping) {
        this.ledger = ledger;
        this.shelf = shelf;
        this.opener = opener;
        this.keeping = keeping;
    }

    /**
     * Receives once, if this party is a recipient and the run is released.
     *
     * @throws RunEndedException if the result cannot be opened or breaks its bounds; nothing is kept then
     */
    void receive(RunFacts facts, Prepared prepared, Approved approved) throws InterruptedException {
        boolean receipt = ledger.state().has(RunKeys.receipt(facts.id(), facts.member()));
        if (facts.ownOutputs().isEmpty() || receipt) {
            return;
        }
        RunState state = ledger.awaitLeaving(facts.id(), BEFORE);
        if (state == RunState.RELEASED || (state == RunState.DECIDED && released(facts, prepared))) {
            Digest result = open(facts, prepared, approved);
            state(facts, prepared, result);
            ledger.require(new ConfirmReceipt(facts.id(), result));
        }
    }

    private boolean released(RunFacts facts, Prepared prepared) {
        return AttestStep.due(facts, prepared.common()).stream()
                .map(due -> facts.party(Math.toIntExact(due.party())).node().member())
                .allMatch(member -> ledger.state().has(RunKeys.release(facts.id(), member)));
    }

    private Digest open(RunFacts facts, Prepared prepared, Approved approved) {
        ComputePlugin plugin = shelf.load(approved.plugin());
        MessageDigest commitment = Digest.sha256();
        commitment.update(DOMAIN);
        commitment.update(salt(facts));
        for (TaskOutput output : facts.ownOutputs()) {
            String csv = table(facts, prepared, approved, plugin, output).toCsv();
            keeping.results().write(facts.id(), output.name(), csv);
            commitment.update(Digest.of(csv.getBytes(StandardCharsets.UTF_8)).toBytes());
        }
        return Digest.wrap(commitment.digest());
    }

    private OutputTable table(
            RunFacts facts, Prepared prepared, Approved approved, ComputePlugin plugin, TaskOutput output) {
        List<OutputShare> shares = new ArrayList<>();
        for (int party = 0; party < facts.parties(); party++) {
            shares.add(new OutputShare(
                    party, opener.open(facts, prepared, output, party).share()));
        }
        try {
            OutputTable table =
                    plugin.open(new RunOutput(facts.manifest(), approved.body().parameters(), output), shares);
            OutputChecks.opened(output, table);
            return table;
        } catch (RunFailedException e) {
            throw new RunEndedException(EndCause.of(e.failure()), e.getMessage(), e);
        }
    }

    private byte[] salt(RunFacts facts) {
        byte[] salt = new byte[Digest.BYTES];
        keeping.random().nextBytes(salt);
        keeping.journal().note(facts.id(), SALT, salt);
        return keeping.journal().noted(facts.id(), SALT).orElseThrow();
    }

    private void state(RunFacts facts, Prepared prepared, Digest result) {
        keeping.evidence()
                .appendOnce(
                        facts.id().task(),
                        said -> said instanceof ReleasePredicate other
                                && other.run().equals(facts.id())
                                && other.result().isPresent(),
                        Subject.of(facts.id().task().value(), facts.manifestDigest()),
                        link -> new ReleasePredicate(
                                link,
                                facts.id(),
                                List.of(),
                                AttestStep.due(facts, prepared.common()),
                                List.of(OutputChecks.MAXIMUM_ROWS, OutputChecks.MINIMUM_GROUP),
                                Optional.of(result)));
    }
}
